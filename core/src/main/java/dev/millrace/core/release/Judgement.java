package dev.millrace.core.release;

import dev.millrace.core.release.AnytimeShares.Interval;
import java.util.Locale;
import java.util.Objects;

/**
 * What is thought of a candidate that has not failed.
 *
 * @param why for people
 */
record Judgement(Kind kind, String why) {
  enum Kind {
    GO_ON,
    WAIT,
    TAKE_BACK,
    /** It has done what it was there for, and somebody looks at what was found. */
    END
  }

  /** Shadows are compared such that looking again and again does no harm. */
  private static final double SHADOW_ERROR = 0.05;

  Judgement {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(why);
  }

  static Judgement of(Rollout rollout, ReleaseEvent.Look look) {
    return switch (rollout.strategy().comparison()) {
      case Comparison.Shadow shadow when rollout.isShadowing() -> shadow(shadow, look.shadow());
      case Comparison.AbTest test -> test(test, look.candidate(), look.before());
      case Comparison.Shadow done -> canary(rollout, look);
      case Comparison.ByWatch none -> canary(rollout, look);
    };
  }

  private static Judgement canary(Rollout rollout, ReleaseEvent.Look look) {
    ReleaseStrategy strategy = rollout.strategy();
    long seen = rollout.seen(look.candidate());
    if (seen < strategy.minRequests()) {
      return new Judgement(
          Kind.WAIT,
          String.format(
              Locale.ROOT,
              "%d answers are too few to judge it, %d were asked for",
              seen,
              strategy.minRequests()));
    }
    if (strategy.confidence() == 0) {
      return new Judgement(Kind.GO_ON, "");
    }
    ArmTally candidate = look.candidate();
    double allowed = Watch.allowed(strategy, look.before());
    double upper =
        AnytimeShares.upper(candidate.failures(), candidate.requests(), 1 - strategy.confidence());
    String words =
        String.format(
            Locale.ROOT,
            "of %d answers %d failed: at most %.2f%% do (%.4g%% confidence), %.2f%% are allowed",
            candidate.requests(),
            candidate.failures(),
            100 * upper,
            100 * strategy.confidence(),
            100 * allowed);
    return new Judgement(upper <= allowed ? Kind.GO_ON : Kind.WAIT, words);
  }

  private static Judgement shadow(Comparison.Shadow shadow, ShadowTally seen) {
    Interval share = AnytimeShares.always(seen.differing(), seen.compared(), SHADOW_ERROR);
    String words =
        String.format(
            Locale.ROOT,
            "as a shadow it said something else about %d of %d rows (%.2f%% to %.2f%%, at most"
                + " %.2f%% are allowed; mean distance of scores %.4g)",
            seen.differing(),
            seen.compared(),
            100 * share.low(),
            100 * share.high(),
            100 * shadow.differing(),
            seen.meanDistance());
    if (seen.compared() < shadow.leastRows()) {
      return new Judgement(Kind.WAIT, words + "; " + shadow.leastRows() + " rows are asked for");
    }
    if (share.low() > shadow.differing()) {
      return new Judgement(Kind.TAKE_BACK, words);
    }
    if (share.high() > shadow.differing()) {
      return new Judgement(Kind.WAIT, words);
    }
    return new Judgement(shadow.then() == Comparison.Then.END ? Kind.END : Kind.GO_ON, words);
  }

  private static Judgement test(Comparison.AbTest test, ArmTally candidate, ArmTally before) {
    double evidence =
        AnytimeShares.evidence(
            candidate.successes(), candidate.labelled(), before.successes(), before.labelled());
    String words =
        String.format(
            Locale.ROOT,
            "%d of %d labelled rows are successes, with the version before %d of %d"
                + " (always-valid p %.3g)",
            candidate.successes(),
            candidate.labelled(),
            before.successes(),
            before.labelled(),
            Math.min(1, StrictMath.exp(-evidence)));
    if (Math.min(candidate.labelled(), before.labelled()) < test.leastLabels()) {
      return new Judgement(
          Kind.WAIT, words + "; " + test.leastLabels() + " labels of each are asked for");
    }
    if (evidence < -StrictMath.log(test.errors())) {
      return new Judgement(Kind.WAIT, words + ": neither is better so far");
    }
    boolean better =
        (double) candidate.successes() / candidate.labelled()
            > (double) before.successes() / before.labelled();
    return new Judgement(
        better ? Kind.GO_ON : Kind.TAKE_BACK, words + (better ? ": better" : ": worse"));
  }
}
