package dev.millrace.core.serve;

import dev.millrace.core.release.ArmTally;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseRules;
import dev.millrace.core.release.Rollout;
import dev.millrace.core.release.Servers;
import dev.millrace.core.release.ShadowTally;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.store.ServingNodes;
import java.time.Instant;

/**
 * How far a candidate is, as the servers that are there say with their signs of life; for people.
 *
 * @param words what the rules would make of it
 */
public record RolloutProgress(
    ArmTally candidate, ArmTally before, ShadowTally shadow, String words) {
  public static RolloutProgress of(
      ServingNodes nodes, EnvironmentName environment, Rollout rollout, Instant now) {
    RolloutCounts all =
        Servers.there(nodes, environment, now).stream()
            .flatMap(node -> RolloutCounts.of(node.counted(), rollout.id()).stream())
            .reduce(RolloutCounts.NONE, RolloutCounts::plus);
    ReleaseEvent.Look look = all.look();
    return new RolloutProgress(
        look.candidate(), look.before(), look.shadow(), ReleaseRules.progress(rollout, look));
  }

  /** For programs. */
  public Json json() {
    MembersBuilder out =
        Json.members()
            .put("candidate", json(candidate))
            .put("before", json(before))
            .put("words", words);
    if (!shadow.equals(ShadowTally.NONE)) {
      out.put(
          "shadow",
          Json.members()
              .put("compared", shadow.compared())
              .put("differing", shadow.differing())
              .put("mean-distance", shadow.meanDistance())
              .put("passed-over", shadow.passed())
              .build());
    }
    return out.build();
  }

  private static Json json(ArmTally tally) {
    return Json.members()
        .put("answers", tally.requests())
        .put("failures", tally.failures())
        .put("latency-ns", tally.latencyNanos())
        .put("labelled", tally.labelled())
        .put("successes", tally.successes())
        .build();
  }
}
