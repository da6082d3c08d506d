package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.NamedDigest;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.RunStart;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.StageOrigin;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.VersionLineage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The words of the store contracts: small changes, runs, stages and scorers. */
public final class StoreCases {
  public static final ProjectName PROJECT = new ProjectName("default");
  public static final ProjectName OTHER_PROJECT = new ProjectName("other");
  public static final PipelineName TAXI = new PipelineName("taxi-tips");
  public static final PipelineName SPAM = new PipelineName("sms-spam");
  public static final ModelName TIPS = new ModelName("tips");
  public static final Actor ANN = new Actor("ann", Actor.Standing.UNVERIFIED);
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  public static final Duration TERM = Duration.ofSeconds(30);
  public static final LeaseOwner HERE = new LeaseOwner("here", 11, NOON.minusSeconds(60));
  public static final LeaseOwner THERE = new LeaseOwner("there", 22, NOON.minusSeconds(50));

  private StoreCases() {}

  /** A change made at noon. */
  public static Change change(String key) {
    return change(key, NOON);
  }

  public static Change change(String key, Instant at) {
    return new Change(PROJECT, ANN, "because of " + key, key, at);
  }

  /** The same change in another project. */
  public static Change elsewhere(Change change) {
    return new Change(OTHER_PROJECT, change.actor(), change.reason(), change.key(), change.at());
  }

  public static RunId run(int number) {
    return new RunId(String.format(Locale.ROOT, "%032x", number));
  }

  public static Digest digest(String content) {
    return Digest.ofBytes(content.getBytes(StandardCharsets.UTF_8));
  }

  public static RunStart start(int run, LeaseOwner owner) {
    return start(run, TAXI, owner, Set.of());
  }

  public static RunStart start(
      int run, PipelineName pipeline, LeaseOwner owner, Set<LeaseOwner> knownDead) {
    return new RunStart(run(run), pipeline, digest("config"), "build-1", owner, TERM, knownDead);
  }

  public static StageResult result(String value) {
    return new StageResult(
        Json.members().put("value", value).put("ünïcode \"é\"", 0.1).build(),
        List.of(digest("blob of " + value), digest("shared blob")));
  }

  /** A PURE stage that ran. */
  public static StageCommit made(String stage, String key, String value) {
    return pure(stage, key, value, StageOrigin.MADE);
  }

  /** A PURE stage whose stored result was used. */
  public static StageCommit reused(String stage, String key, String value) {
    return pure(stage, key, value, StageOrigin.REUSED);
  }

  private static StageCommit pure(String stage, String key, String value, StageOrigin origin) {
    return new StageCommit(
        new StageName(stage),
        StageKind.PURE,
        Optional.of(digest(key)),
        origin,
        List.of(new NamedDigest("cut", digest("cut")), new NamedDigest("schema", digest("schema"))),
        List.of(new NamedDigest("result", digest(value))),
        result(value),
        NOON.minusSeconds(5),
        NOON.minusSeconds(1));
  }

  /** A stage that is not PURE. */
  public static StageCommit unkeyed(String stage, StageKind kind, String value) {
    return new StageCommit(
        new StageName(stage),
        kind,
        Optional.empty(),
        StageOrigin.MADE,
        List.of(),
        List.of(),
        new StageResult(Json.of(value), List.of()),
        NOON,
        NOON);
  }

  public static Registration registration(String scorer, int run) {
    return registration(TIPS, scorer, run, Optional.empty());
  }

  public static Registration registration(
      ModelName model, String scorer, int run, Optional<Lease> fence) {
    return new Registration(
        model,
        digest(scorer),
        new VersionLineage(
            run(run),
            digest("cut"),
            digest("schema"),
            digest("plan"),
            "xgboost/3",
            Json.members().put("rounds", 200).put("eta", 0.3).build(),
            -7L,
            "build-1",
            "25.0.1",
            Json.members().put("xgboost", "3.1.1").build()),
        List.of(new MetricValue("test.auc", 0.1 + 0.2), new MetricValue("latency.ms", -0.0)),
        fence);
  }

  /** Asserts that a call is refused with a code, and gives the message. */
  public static String refusal(ErrorCode code, ThrowingCallable call) {
    MillraceException refused = Assertions.catchThrowableOfType(MillraceException.class, call);
    Assertions.assertThat(refused).as("a refusal with " + code).isNotNull();
    Assertions.assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
    return String.valueOf(refused.getMessage());
  }
}
