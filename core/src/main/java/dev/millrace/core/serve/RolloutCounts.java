package dev.millrace.core.serve;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ShadowTally;
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
 * @param shadow of the version on its way, while it answers nobody
 */
record RolloutCounts(ArmCounts candidate, ArmCounts before, ShadowTally shadow) {
  static final RolloutCounts NONE =
      new RolloutCounts(ArmCounts.NONE, ArmCounts.NONE, ShadowTally.NONE);

  RolloutCounts plus(RolloutCounts other) {
    return new RolloutCounts(
        candidate.plus(other.candidate), before.plus(other.before), shadow.plus(other.shadow));
  }

  ReleaseEvent.Look look() {
    return new ReleaseEvent.Look(candidate.tally(), before.tally(), shadow);
  }

  /** What one server says, by rollout; the empty text when it has counted nothing. */
  static String text(Map<String, RolloutCounts> counts) {
    if (counts.isEmpty()) {
      return "";
    }
    MembersBuilder all = Json.members();
    counts.forEach((rollout, seen) -> all.put(rollout, seen.json()));
    return CanonicalJson.text(all.build());
  }

  private Json json() {
    MembersBuilder out =
        Json.members().put("candidate", candidate.json()).put("before", before.json());
    if (!shadow.equals(ShadowTally.NONE)) {
      out.put(
          "shadow",
          Json.members()
              .put("compared", shadow.compared())
              .put("differing", shadow.differing())
              .put("distance", shadow.distance())
              .put("passed", shadow.passed())
              .build());
    }
    return out.build();
  }

  private static ShadowTally shadow(JsonObject in) {
    if (in.find("shadow").isEmpty()) {
      return ShadowTally.NONE;
    }
    JsonObject shadow = in.object("shadow").only("compared", "differing", "distance", "passed");
    return new ShadowTally(
        shadow.whole("compared"),
        shadow.whole("differing"),
        shadow.real("distance"),
        shadow.whole("passed"));
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
                JsonObject in = JsonObject.of(json).only("candidate", "before", "shadow");
                return new RolloutCounts(
                    ArmCounts.of(in.value("candidate")),
                    ArmCounts.of(in.value("before")),
                    shadow(in));
              });
    } catch (JsonSyntaxException ofAnotherVersion) {
      return Optional.empty();
    }
  }
}
