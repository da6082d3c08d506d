package dev.millrace.core.release;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
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
 * @param confidence with which the share of its failures must be known to be allowed before the
 *     next share; 0 when it is enough that they are not surely too many
 * @param standby how long what was live before stays loaded, so that going back is a switch; at
 *     least as long as the whole is watched
 * @param patience how long to wait for these; then the candidate is abandoned
 * @param failures share of failed answers above that of the live version at which it is taken back
 * @param latency 99th percentile of its time to answer at which it is taken back, if it is also
 *     {@code slowdown} times that of the live version
 * @param slowdown see {@code latency}
 * @param prepare how long servers have to load it
 * @param comparison how it is held against what is live
 */
public record ReleaseStrategy(
    List<Integer> shares,
    Duration bake,
    long minRequests,
    double confidence,
    Duration patience,
    double failures,
    Duration latency,
    double slowdown,
    Duration prepare,
    Duration standby,
    Comparison comparison) {
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
    Objects.requireNonNull(standby);
    Objects.requireNonNull(comparison);
    if (!(confidence >= 0 && confidence < 1)) {
      throw new IllegalArgumentException("a confidence is below 1, got " + confidence);
    }
    if (shares.isEmpty() || shares.getLast() != ReleaseRoute.WHOLE) {
      throw new IllegalArgumentException("the last share is the whole traffic, got " + shares);
    }
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i) < 1 || (i > 0 && shares.get(i) <= shares.get(i - 1))) {
        throw new IllegalArgumentException("shares grow from 0.01% on, got " + shares);
      }
    }
  }

  /** A strategy that compares by watch, with nothing standing by after it. */
  public ReleaseStrategy(
      List<Integer> shares,
      Duration bake,
      long minRequests,
      Duration patience,
      double failures,
      Duration latency,
      double slowdown,
      Duration prepare) {
    this(
        shares,
        bake,
        minRequests,
        0,
        patience,
        failures,
        latency,
        slowdown,
        prepare,
        Duration.ZERO,
        new Comparison.ByWatch());
  }

  /** The same watch with the whole traffic at once. */
  public ReleaseStrategy atOnce() {
    return through(List.of(ReleaseRoute.WHOLE)).comparing(new Comparison.ByWatch());
  }

  /** The same watch with other shares. */
  public ReleaseStrategy through(List<Integer> others) {
    return new ReleaseStrategy(
        others,
        bake,
        minRequests,
        confidence,
        patience,
        failures,
        latency,
        slowdown,
        prepare,
        standby,
        comparison);
  }

  /** The same with another comparison. */
  public ReleaseStrategy comparing(Comparison other) {
    return new ReleaseStrategy(
        shares,
        bake,
        minRequests,
        confidence,
        patience,
        failures,
        latency,
        slowdown,
        prepare,
        standby,
        other);
  }

  /** The same with what was live before standing by. */
  public ReleaseStrategy standingBy(Duration longer) {
    return new ReleaseStrategy(
        shares,
        bake,
        minRequests,
        confidence,
        patience,
        failures,
        latency,
        slowdown,
        prepare,
        longer,
        comparison);
  }

  /** The same, going on only when failures are known to be few enough. */
  public ReleaseStrategy sure(double other) {
    return new ReleaseStrategy(
        shares,
        bake,
        minRequests,
        other,
        patience,
        failures,
        latency,
        slowdown,
        prepare,
        standby,
        comparison);
  }

  /** Its name in configuration files. */
  public String kind() {
    return switch (comparison) {
      case Comparison.Shadow shadow -> "shadow";
      case Comparison.AbTest test -> "ab-test";
      case Comparison.ByWatch watched ->
          shares.size() > 1 ? "canary" : standby.compareTo(bake) > 0 ? "blue-green" : "immediate";
    };
  }

  /** How long the whole traffic is looked at, and what was before stands by. */
  Duration watch() {
    return bake.compareTo(standby) > 0 ? bake : standby;
  }

  Json toJson() {
    MembersBuilder out =
        Json.members()
            .put("shares", shares.stream().map(Json::of).toList())
            .put("bake-ms", bake.toMillis())
            .put("min-requests", minRequests)
            .put("patience-ms", patience.toMillis())
            .put("failures", failures)
            .put("latency-ms", latency.toMillis())
            .put("slowdown", slowdown)
            .put("prepare-ms", prepare.toMillis());
    if (confidence > 0) {
      out.put("confidence", confidence);
    }
    if (!standby.isZero()) {
      out.put("standby-ms", standby.toMillis());
    }
    ComparisonJson.put(out, comparison);
    return out.build();
  }

  static ReleaseStrategy fromJson(JsonObject in) {
    return new ReleaseStrategy(
        in.items("shares").stream().map(share -> (int) JsonObject.real("share", share)).toList(),
        Duration.ofMillis(in.whole("bake-ms")),
        in.whole("min-requests"),
        in.find("confidence").isPresent() ? in.real("confidence") : 0,
        Duration.ofMillis(in.whole("patience-ms")),
        in.real("failures"),
        Duration.ofMillis(in.whole("latency-ms")),
        in.real("slowdown"),
        Duration.ofMillis(in.whole("prepare-ms")),
        Duration.ofMillis(in.find("standby-ms").isPresent() ? in.whole("standby-ms") : 0),
        ComparisonJson.of(in));
  }
}
