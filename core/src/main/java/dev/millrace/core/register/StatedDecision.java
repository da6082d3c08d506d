package dev.millrace.core.register;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.model.Link;
import dev.millrace.model.OutputMapping;
import dev.millrace.scorer.DecisionPolicy;
import dev.millrace.scorer.DecisionPolicyJson;

/**
 * How a class is chosen, as it was stated about a scorer. Homes of schema 1 hold an object with the
 * task and its threshold instead of a policy.
 */
public final class StatedDecision {
  /** Where no cost could be computed, the more probable class is chosen. */
  public static final float EVEN = 0.5f;

  private StatedDecision() {}

  /** The policy in a statement, checked against the scores it is for. */
  public static DecisionPolicy read(byte[] statement, OutputMapping output) {
    Json json = JsonReader.read(statement);
    DecisionPolicy policy =
        json instanceof Json.Members members && members.find("task").isPresent()
            ? ofTask(JsonObject.of(members).only("task", "threshold"), output)
            : DecisionPolicyJson.read(statement);
    policy.requireFits(output);
    return policy;
  }

  private static DecisionPolicy ofTask(JsonObject in, OutputMapping output) {
    if (output.link() == Link.SOFTMAX) {
      return new DecisionPolicy.MostProbable();
    }
    return new DecisionPolicy.Threshold(
        in.find("threshold").isPresent() ? (float) in.real("threshold") : EVEN);
  }
}
