package dev.millrace.core.monitor;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import java.time.Duration;
import java.util.Objects;

/**
 * How a model is watched: the {@code monitor} key of a pipeline.
 *
 * @param window a window is closed after this time
 * @param rows a window is closed after so many rows, if that is earlier
 * @param psi population stability index from which a column drifts
 * @param leastRows windows with fewer rows are added to the next before they are compared
 */
public record MonitorSettings(Duration window, long rows, double psi, long leastRows) {
  public static final MonitorSettings DEFAULTS =
      new MonitorSettings(Duration.ofHours(1), 1_000_000, 0.2, 200);

  public MonitorSettings {
    Objects.requireNonNull(window);
  }

  /** Reads the section; problems are noted there. */
  public static MonitorSettings read(Section section) {
    return new MonitorSettings(
        section.value(
            "window",
            "time after which a window is closed",
            ValueForms.duration(),
            DEFAULTS.window),
        section.value(
            "window-rows",
            "rows after which a window is closed, if that is earlier",
            ValueForms.whole(1, Long.MAX_VALUE),
            DEFAULTS.rows),
        section.value(
            "psi",
            "population stability index from which a column drifts",
            ValueForms.real(0, 100),
            DEFAULTS.psi),
        section.value(
            "least-rows",
            "rows a comparison needs",
            ValueForms.whole(1, 1_000_000_000),
            DEFAULTS.leastRows));
  }
}
