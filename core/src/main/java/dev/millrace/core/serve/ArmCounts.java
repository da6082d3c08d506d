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
 * @param latencies answers by the bucket of {@link Latencies} that their time lies in
 */
record ArmCounts(long answers, long failures, SortedMap<Integer, Long> latencies) {
  static final ArmCounts NONE = new ArmCounts(0, 0, new TreeMap<>());

  ArmCounts {
    latencies = Collections.unmodifiableSortedMap(new TreeMap<>(latencies));
  }

  ArmCounts plus(ArmCounts other) {
    SortedMap<Integer, Long> all = new TreeMap<>(latencies);
    other.latencies.forEach((bucket, count) -> all.merge(bucket, count, Long::sum));
    return new ArmCounts(answers + other.answers, failures + other.failures, all);
  }

  ArmTally tally() {
    return new ArmTally(answers + failures, failures, Latencies.quantile(latencies, 0.99));
  }

  Json json() {
    MembersBuilder buckets = Json.members();
    latencies.forEach((bucket, count) -> buckets.put(Integer.toString(bucket), count));
    return Json.members()
        .put("answers", answers)
        .put("failures", failures)
        .put("latencies", buckets.build())
        .build();
  }

  static ArmCounts of(Json json) {
    JsonObject in = JsonObject.of(json).only("answers", "failures", "latencies");
    JsonObject buckets = JsonObject.of(in.value("latencies"));
    SortedMap<Integer, Long> latencies = new TreeMap<>();
    for (String bucket : buckets.names()) {
      latencies.put(Integer.valueOf(bucket), buckets.whole(bucket));
    }
    return new ArmCounts(in.whole("answers"), in.whole("failures"), latencies);
  }
}
