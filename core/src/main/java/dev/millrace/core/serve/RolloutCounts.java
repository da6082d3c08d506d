package dev.millrace.core.serve;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What servers have counted in one rollout. Each says with its sign of life what it has counted
 * itself; whoever looks after the rollout adds up what those say that are there.
 *
 * @param candidate of the version on its way
 * @param before of the version that is live
 */
record RolloutCounts(ArmCounts candidate, ArmCounts before) {
  RolloutCounts plus(RolloutCounts other) {
    return new RolloutCounts(candidate.plus(other.candidate), before.plus(other.before));
  }

  /** What one server says, by rollout; the empty text when it has counted nothing. */
  static String text(Map<String, RolloutCounts> counts) {
    if (counts.isEmpty()) {
      return "";
    }
    MembersBuilder all = Json.members();
    counts.forEach(
        (rollout, seen) ->
            all.put(
                rollout,
                Json.members()
                    .put("candidate", seen.candidate.json())
                    .put("before", seen.before.json())
                    .build()));
    return CanonicalJson.text(all.build());
  }

  /** What a server said of a rollout; nothing when a program of another version said it. */
  static Optional<RolloutCounts> of(String text, String rollout) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return JsonObject.of(JsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
          .find(rollout)
          .map(
              json -> {
                JsonObject in = JsonObject.of(json).only("candidate", "before");
                return new RolloutCounts(
                    ArmCounts.of(in.value("candidate")), ArmCounts.of(in.value("before")));
              });
    } catch (JsonSyntaxException ofAnotherVersion) {
      return Optional.empty();
    }
  }
}
