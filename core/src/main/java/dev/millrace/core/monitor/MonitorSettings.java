package dev.millrace.core.monitor;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a model is watched: the {@code monitor} key of a pipeline.
 *
 * @param window a window is closed after this time
 * @param rows a window is closed after so many rows, if that is earlier
 * @param psi population stability index from which a column drifts
 * @param leastRows windows with fewer rows are added to the next before they are compared
 * @param ignore columns whose drift is shown and causes nothing, such as the time itself
 */
public record MonitorSettings(
    Duration window,
    long rows,
    double psi,
    long leastRows,
    List<ColumnName> ignore,
    QualitySettings quality) {
  public static final MonitorSettings DEFAULTS =
      new MonitorSettings(
          Duration.ofHours(1), 1_000_000, 0.2, 200, List.of(), QualitySettings.DEFAULTS);

  public MonitorSettings {
    Objects.requireNonNull(window);
    ignore = List.copyOf(ignore);
    Objects.requireNonNull(quality);
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
            DEFAULTS.leastRows),
        section.list(
            "ignore",
            "columns whose drift is shown and causes nothing, such as the time itself",
            ValueForms.column()),
        section.section("quality", "how answers are held against labels", QualitySettings::read));
  }
}
