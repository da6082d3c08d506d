package dev.millrace.core.release;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.store.ReleaseRoute;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a candidate gets its traffic, and what makes it lose it again.
 *
 * @param shares growing shares in ten-thousandths; the last is the whole
 * @param bake how long each share is watched before the next
 * @param minRequests answers of the candidate that each share must have seen before the next
 * @param patience how long to wait for these; then the candidate is abandoned
 * @param failures share of failed answers above that of the live version at which it is taken back
 * @param latency 99th percentile of its time to answer at which it is taken back, if it is also
 *     {@code slowdown} times that of the live version
 * @param slowdown see {@code latency}
 * @param prepare how long servers have to load it
 */
public record ReleaseStrategy(
    List<Integer> shares,
    Duration bake,
    long minRequests,
    Duration patience,
    double failures,
    Duration latency,
    double slowdown,
    Duration prepare) {
  /** The whole traffic at once, watched for ten minutes. */
  public static final ReleaseStrategy IMMEDIATE =
      new ReleaseStrategy(
          List.of(ReleaseRoute.WHOLE),
          Duration.ofMinutes(10),
          100,
          Duration.ofDays(1),
          0.01,
          Duration.ofMillis(50),
          2,
          Duration.ofSeconds(30));

  public ReleaseStrategy {
    shares = List.copyOf(shares);
    Objects.requireNonNull(bake);
    Objects.requireNonNull(patience);
    Objects.requireNonNull(latency);
    Objects.requireNonNull(prepare);
    if (shares.isEmpty() || shares.getLast() != ReleaseRoute.WHOLE) {
      throw new IllegalArgumentException("the last share is the whole traffic, got " + shares);
    }
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i) < 1 || (i > 0 && shares.get(i) <= shares.get(i - 1))) {
        throw new IllegalArgumentException("shares grow from 0.01% on, got " + shares);
      }
    }
  }

  /** The same watch with the whole traffic at once. */
  public ReleaseStrategy atOnce() {
    return new ReleaseStrategy(
        List.of(ReleaseRoute.WHOLE),
        bake,
        minRequests,
        patience,
        failures,
        latency,
        slowdown,
        prepare);
  }

  Json toJson() {
    return Json.members()
        .put("shares", shares.stream().map(Json::of).toList())
        .put("bake-ms", bake.toMillis())
        .put("min-requests", minRequests)
        .put("patience-ms", patience.toMillis())
        .put("failures", failures)
        .put("latency-ms", latency.toMillis())
        .put("slowdown", slowdown)
        .put("prepare-ms", prepare.toMillis())
        .build();
  }

  static ReleaseStrategy fromJson(JsonObject in) {
    return new ReleaseStrategy(
        in.items("shares").stream().map(share -> (int) JsonObject.real("share", share)).toList(),
        Duration.ofMillis(in.whole("bake-ms")),
        in.whole("min-requests"),
        Duration.ofMillis(in.whole("patience-ms")),
        in.real("failures"),
        Duration.ofMillis(in.whole("latency-ms")),
        in.real("slowdown"),
        Duration.ofMillis(in.whole("prepare-ms")));
  }
}
