package dev.millrace.core.release;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.store.ReleaseRoute;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What happens to a version the gate has blessed: the {@code release} key of a pipeline.
 *
 * @param environment where it is released to
 * @param demands what must be before it is released
 * @param newInputs what becomes of a version that needs fields the callers of the live one may not
 *     know of
 * @param strategy of the releases a run proposes
 */
public record ReleaseSettings(
    Mode mode,
    EnvironmentName environment,
    ReleaseDemands demands,
    NewInputs newInputs,
    ReleaseStrategy strategy) {
  /** How a blessed version goes live. */
  public enum Mode {
    /** With the whole traffic at once. */
    IMMEDIATE,
    /** With growing shares of the traffic. */
    CANARY,
    /**
     * With the whole traffic at once, while what was live before stands by to be switched back to.
     */
    BLUE_GREEN,
    /** First beside what is live, answering nobody. */
    SHADOW,
    /** With a share of the callers, until labels say which is better. */
    AB_TEST,
    /** Not by itself: a person releases it. */
    BY_HAND
  }

  /** What becomes of a version whose callers would have to send more. */
  public enum NewInputs {
    /** It is not proposed: a person releases it when callers are ready. */
    REFUSE,
    /** Callers send these fields already, or will see to it. */
    ALLOW
  }

  private static final Duration STANDBY = Duration.ofHours(1);
  private static final List<Double> STEPS = List.of(0.05, 0.25, 1.0);

  public ReleaseSettings {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(environment);
    Objects.requireNonNull(demands);
    Objects.requireNonNull(newInputs);
    Objects.requireNonNull(strategy);
  }

  /** The same for a run that proposes nothing. */
  public ReleaseSettings byHand() {
    return new ReleaseSettings(Mode.BY_HAND, environment, demands, newInputs, strategy);
  }

  /** Reads the section; problems are noted there. */
  public static ReleaseSettings read(Section section) {
    Mode mode =
        section.value(
            "strategy",
            "how a blessed version goes live: at once, with growing shares, at once with the one"
                + " before standing by, first as a shadow, as one arm of an A/B test, or by hand",
            ValueForms.choice(Mode.class),
            Mode.IMMEDIATE);
    ReleaseStrategy usual = ReleaseStrategy.IMMEDIATE;
    ValueForm<Duration> duration = ValueForms.duration();
    ComparisonSettings.Found compared = ComparisonSettings.read(section, mode);
    List<Integer> shares = shares(section, mode, compared);
    return new ReleaseSettings(
        mode,
        section.value(
            "environment",
            "where a run releases to; from there: millrace releases promote",
            EnvironmentForm.FORM,
            EnvironmentName.PRODUCTION),
        ReleaseDemands.read(section),
        section.value(
            "new-inputs",
            "whether a run may release a version that needs fields which are no columns of the live"
                + " version's schema",
            ValueForms.choice(NewInputs.class),
            NewInputs.REFUSE),
        new ReleaseStrategy(
            shares,
            section.value("bake", "how long each share is watched", duration, usual.bake()),
            section.value(
                "min-requests",
                "answers that a share must have seen before the next",
                ValueForms.whole(1, 1_000_000_000),
                usual.minRequests()),
            section.value(
                "confidence",
                "with which the share of failed answers must be known to be allowed before the next"
                    + " share, such as 95%; when absent it is enough that it is not surely too"
                    + " high",
                ValueForms.real(0, 0.9999),
                usual.confidence()),
            section.value(
                "patience", "how long to wait for these answers", duration, usual.patience()),
            section.value(
                "max-failures",
                "share of failed answers above the live version's at which it is taken back",
                ValueForms.share(),
                usual.failures()),
            section.value(
                "max-latency",
                "99th percentile of the time to answer at which it is taken back, if it is also"
                    + " slower than the live version by max-slowdown",
                duration,
                usual.latency()),
            section.value(
                "max-slowdown",
                "times the live version's latency at which it is taken back",
                ValueForms.real(1, 1_000),
                usual.slowdown()),
            section.value(
                "prepare-within", "how long servers have to load it", duration, usual.prepare()),
            section.value(
                "standby",
                "how long the version before stays loaded and watched against, so that going back"
                    + " is a switch (blue-green: 1h when absent)",
                duration,
                mode == Mode.BLUE_GREEN ? STANDBY : usual.standby()),
            compared.comparison()));
  }

  private static List<Integer> shares(
      Section section, Mode mode, ComparisonSettings.Found compared) {
    List<Double> steps =
        section.list(
            "steps",
            "growing shares of the traffic, the last one 100% (5%, 25%, 100% when absent)",
            ValueForms.share());
    if (mode == Mode.AB_TEST) {
      if (!steps.isEmpty()) {
        refuse(section, "an ab-test has a 'share' and no 'steps'");
      }
      return compared.shares();
    }
    if (mode != Mode.CANARY && mode != Mode.SHADOW) {
      if (!steps.isEmpty()) {
        refuse(section, "'steps' belong to the strategies canary and shadow");
      }
      return List.of(ReleaseRoute.WHOLE);
    }
    if (mode == Mode.SHADOW && steps.isEmpty()) {
      return List.of(ReleaseRoute.WHOLE);
    }
    List<Integer> shares =
        (steps.isEmpty() ? STEPS : steps)
            .stream().map(step -> (int) Math.round(step * ReleaseRoute.WHOLE)).toList();
    for (int i = 0; i < shares.size(); i++) {
      if (shares.get(i) < 1 || (i > 0 && shares.get(i) <= shares.get(i - 1))) {
        refuse(section, "the steps of a canary grow, from 0.01% on");
        return List.of(ReleaseRoute.WHOLE);
      }
    }
    if (shares.getLast() != ReleaseRoute.WHOLE) {
      refuse(section, "the last step of a canary is 100%");
      return List.of(ReleaseRoute.WHOLE);
    }
    return shares;
  }

  static void refuse(Section section, String what) {
    section
        .problems()
        .add(
            Problem.of(ErrorCode.CONFIG_VALUE_INVALID, what)
                .at(section.position() + " (release)")
                .next("Such as: release: { strategy: canary, steps: [5%, 25%, 100%] }"));
  }
}
