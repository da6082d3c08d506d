package dev.millrace.core.release;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.ReleaseRoute;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What happens to a version the gate has blessed: the {@code release} key of a pipeline.
 *
 * @param strategy of the releases a run proposes
 */
public record ReleaseSettings(Mode mode, ReleaseStrategy strategy) {
  /** How a blessed version goes live. */
  public enum Mode {
    /** With the whole traffic at once. */
    IMMEDIATE,
    /** With growing shares of the traffic. */
    CANARY,
    /** Not by itself: a person releases it. */
    BY_HAND
  }

  private static final List<Double> STEPS = List.of(0.05, 0.25, 1.0);

  public ReleaseSettings {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(strategy);
  }

  /** Reads the section; problems are noted there. */
  public static ReleaseSettings read(Section section) {
    Mode mode =
        section.value(
            "strategy",
            "how a blessed version goes live",
            ValueForms.choice(Mode.class),
            Mode.IMMEDIATE);
    ReleaseStrategy usual = ReleaseStrategy.IMMEDIATE;
    ValueForm<Duration> duration = ValueForms.duration();
    List<Integer> shares = shares(section, mode);
    return new ReleaseSettings(
        mode,
        new ReleaseStrategy(
            shares,
            section.value("bake", "how long each share is watched", duration, usual.bake()),
            section.value(
                "min-requests",
                "answers that a share must have seen before the next",
                ValueForms.whole(1, 1_000_000_000),
                usual.minRequests()),
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
                "prepare-within", "how long servers have to load it", duration, usual.prepare())));
  }

  private static List<Integer> shares(Section section, Mode mode) {
    List<Double> steps =
        section.list(
            "steps",
            "growing shares of the traffic, the last one 100% (5%, 25%, 100% when absent)",
            ValueForms.share());
    if (mode != Mode.CANARY) {
      if (!steps.isEmpty()) {
        refuse(section, "'steps' belong to the strategy canary");
      }
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

  private static void refuse(Section section, String what) {
    section
        .problems()
        .add(
            Problem.of(ErrorCode.CONFIG_VALUE_INVALID, what)
                .at(section.position() + " (release)")
                .next("Such as: release: { strategy: canary, steps: [5%, 25%, 100%] }"));
  }
}
