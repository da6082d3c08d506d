package dev.millrace.core.gate;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;

/** JSON form of a gate's verdict. */
public final class GateJson {
  private GateJson() {}

  public static Json of(GateVerdict verdict) {
    return Json.members()
        .flag("blessed", verdict.blessed())
        .put("lines", verdict.lines().stream().map(GateJson::of).toList())
        .build();
  }

  private static Json of(GateLine line) {
    MembersBuilder members =
        Json.members()
            .put("rule", line.rule())
            .put("outcome", line.outcome().name())
            .put("why", line.why());
    if (Double.isFinite(line.value())) {
      members.put("value", line.value());
    }
    if (Double.isFinite(line.limit())) {
      members.put("limit", line.limit());
    }
    return members.build();
  }

  public static GateVerdict verdict(Json json) {
    return new GateVerdict(
        JsonObject.of(json).only("blessed", "lines").items("lines").stream()
            .map(item -> JsonObject.of(item).only("rule", "outcome", "why", "value", "limit"))
            .map(
                in ->
                    new GateLine(
                        in.text("rule"),
                        GateLine.Outcome.valueOf(in.text("outcome")),
                        in.find("value").isPresent() ? in.real("value") : Double.NaN,
                        in.find("limit").isPresent() ? in.real("limit") : Double.NaN,
                        in.text("why")))
            .toList());
  }
}
