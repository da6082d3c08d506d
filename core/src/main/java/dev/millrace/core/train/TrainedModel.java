package dev.millrace.core.train;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.data.DataJson;
import java.util.Objects;

/**
 * A scorer that was trained, packed and checked.
 *
 * @param revision revision of the learner that made it
 * @param scorer digest of its package, which is in the blob store
 * @param rounds rounds, iterations or passes it keeps
 * @param parityRows rows on which our margins were compared with the trainer's, all equal
 */
public record TrainedModel(
    String learner, String revision, Digest scorer, int rounds, long parityRows) {
  public TrainedModel {
    Objects.requireNonNull(learner);
    Objects.requireNonNull(revision);
    Objects.requireNonNull(scorer);
  }

  public Json toJson() {
    return Json.members()
        .put("learner", learner)
        .put("revision", revision)
        .put("scorer", scorer.hex())
        .put("rounds", rounds)
        .put("parity-rows", parityRows)
        .build();
  }

  public static TrainedModel fromJson(Json json) {
    JsonObject in =
        JsonObject.of(json).only("learner", "revision", "scorer", "rounds", "parity-rows");
    return new TrainedModel(
        in.text("learner"),
        in.text("revision"),
        DataJson.digest(in, "scorer"),
        in.integer("rounds"),
        in.whole("parity-rows"));
  }
}
