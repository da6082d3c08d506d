package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How rows are parted: the {@code split} key of a pipeline.
 *
 * @param by empty: by time when the source has a time column, else by hash
 * @param group column whose values stay together; only for {@code by: group}
 * @param gap time left out between two sides; only for {@code by: time}
 */
public record SplitSettings(
    Optional<By> by,
    Optional<ColumnName> group,
    double train,
    double validation,
    double test,
    Duration gap) {
  /** What decides the side of a row. */
  public enum By {
    TIME,
    HASH,
    GROUP
  }

  public SplitSettings {
    Objects.requireNonNull(by);
    Objects.requireNonNull(group);
    Objects.requireNonNull(gap);
  }

  /**
   * Reads the section; problems are noted there.
   *
   * @param time the source's event time column
   */
  public static SplitSettings read(Section section, Optional<ColumnName> time) {
    SplitSettings settings =
        new SplitSettings(
            section.optional(
                "by",
                "what decides the side of a row; by time where there is one, else by hash",
                ValueForms.choice(By.class)),
            section.optional("group", "column whose values stay on one side", ValueForms.column()),
            section.value("train", "share of rows to learn from", ValueForms.share(), 0.70),
            section.value(
                "validation", "share of rows that decide when to stop", ValueForms.share(), 0.15),
            section.value("test", "share of rows to evaluate on", ValueForms.share(), 0.15),
            section.value(
                "gap", "time left out between two sides", ValueForms.duration(), Duration.ZERO));
    settings.check(section, time);
    return settings;
  }

  private void check(Section section, Optional<ColumnName> time) {
    if (Math.abs(train + validation + test - 1) > 1e-9 || train <= 0 || test <= 0) {
      section
          .problems()
          .add(
              invalid(
                      section,
                      "the shares of the split must add up to 100%, train and test above 0")
                  .found(train + " + " + validation + " + " + test));
    }
    boolean grouped = by.equals(Optional.of(By.GROUP));
    if (grouped != group.isPresent()) {
      section
          .problems()
          .add(invalid(section, "'split.group' goes with 'by: group', and only with it"));
    }
    By chosen = by.orElse(time.isPresent() ? By.TIME : By.HASH);
    if (!gap.isZero() && chosen != By.TIME) {
      section
          .problems()
          .add(
              invalid(section, "'split.gap' goes with 'by: time' only")
                  .at(section.position("gap").orElse(section.position()).toString()));
    }
    if (chosen == By.TIME && time.isEmpty()) {
      section
          .problems()
          .add(
              Problem.of(ErrorCode.CONFIG_KEY_MISSING, "a split by time needs a time column")
                  .at(section.position("by").orElse(section.position()).toString())
                  .next("Name it under 'source.time.column', or split by hash."));
    }
  }

  private static Problem invalid(Section section, String what) {
    return Problem.of(ErrorCode.CONFIG_VALUE_INVALID, what).at(section.position().toString());
  }
}
