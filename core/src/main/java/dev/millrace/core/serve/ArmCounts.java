package dev.millrace.core.serve;

import dev.millrace.core.release.ArmTally;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What servers have counted of the answers of one version, such that it can be added up.
 *
 * @param answers without failed ones
 * @param failures requests that failed through no fault of the caller
 * @param outcome what is known of its answers in an A/B test
 * @param latencies answers by the bucket of {@link Latencies} that their time lies in
 */
record ArmCounts(
    long answers, long failures, Outcomes.Count outcome, SortedMap<Integer, Long> latencies) {
  private static final Outcomes.Count NOTHING = new Outcomes.Count(0, 0);
  static final ArmCounts NONE = new ArmCounts(0, 0, new TreeMap<>());

  ArmCounts {
    latencies = Collections.unmodifiableSortedMap(new TreeMap<>(latencies));
  }

  ArmCounts(long answers, long failures, SortedMap<Integer, Long> latencies) {
    this(answers, failures, NOTHING, latencies);
  }

  ArmCounts with(Outcomes.Count known) {
    return new ArmCounts(answers, failures, known, latencies);
  }

  ArmCounts plus(ArmCounts other) {
    SortedMap<Integer, Long> all = new TreeMap<>(latencies);
    other.latencies.forEach((bucket, count) -> all.merge(bucket, count, Long::sum));
    return new ArmCounts(
        answers + other.answers,
        failures + other.failures,
        new Outcomes.Count(
            outcome.labelled() + other.outcome.labelled(),
            outcome.successes() + other.outcome.successes()),
        all);
  }

  ArmTally tally() {
    return new ArmTally(answers + failures, failures, Latencies.quantile(latencies, 0.99))
        .labelled(outcome.labelled(), outcome.successes());
  }

  Json json() {
    MembersBuilder buckets = Json.members();
    latencies.forEach((bucket, count) -> buckets.put(Integer.toString(bucket), count));
    MembersBuilder out =
        Json.members()
            .put("answers", answers)
            .put("failures", failures)
            .put("latencies", buckets.build());
    if (outcome.labelled() > 0) {
      out.put("labelled", outcome.labelled()).put("successes", outcome.successes());
    }
    return out.build();
  }

  static ArmCounts of(Json json) {
    JsonObject in =
        JsonObject.of(json).only("answers", "failures", "latencies", "labelled", "successes");
    JsonObject buckets = JsonObject.of(in.value("latencies"));
    SortedMap<Integer, Long> latencies = new TreeMap<>();
    for (String bucket : buckets.names()) {
      latencies.put(Integer.valueOf(bucket), buckets.whole(bucket));
    }
    return new ArmCounts(
        in.whole("answers"),
        in.whole("failures"),
        in.find("labelled").isPresent()
            ? new Outcomes.Count(in.whole("labelled"), in.whole("successes"))
            : NOTHING,
        latencies);
  }
}
