package dev.millrace.scorer;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;

/** JSON form of decision policies, version 1. */
public final class DecisionPolicyJson {
  private static final String FORMAT = "millrace-decision";
  private static final int VERSION = 1;

  private DecisionPolicyJson() {}

  static Json write(DecisionPolicy policy) {
    if (policy instanceof DecisionPolicy.Threshold chosen) {
      return Json.members()
          .put("format", FORMAT)
          .put("version", VERSION)
          .put("kind", "threshold")
          .put("threshold", chosen.threshold())
          .build();
    }
    return Json.members()
        .put("format", FORMAT)
        .put("version", VERSION)
        .put("kind", "most-probable")
        .build();
  }

  /**
   * The policy of these canonical bytes.
   *
   * @throws dev.millrace.error.MillraceException when they are something else
   */
  public static DecisionPolicy read(byte[] bytes) {
    return StrictJson.read(
        "the decision policy", bytes, DecisionPolicyJson::policy, DecisionPolicyJson::write);
  }

  private static DecisionPolicy policy(Json json) {
    JsonObject in = StrictJson.require(json, FORMAT, VERSION);
    return switch (in.text("kind")) {
      case "threshold" -> {
        in.only("format", "version", "kind", "threshold");
        yield new DecisionPolicy.Threshold((float) in.real("threshold"));
      }
      case "most-probable" -> {
        in.only("format", "version", "kind");
        yield new DecisionPolicy.MostProbable();
      }
      default -> throw new JsonSyntaxException("its kind is '" + in.text("kind") + "'", null);
    };
  }
}
