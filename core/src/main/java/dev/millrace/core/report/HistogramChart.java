package dev.millrace.core.report;

import dev.millrace.core.chart.Axis;
import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.Mark;
import dev.millrace.core.chart.Mark.Bar;
import dev.millrace.core.chart.Mark.Tone;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.RobustSpread;
import dev.millrace.spi.profile.Semantics.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A histogram in which bars beyond the limits of outliers stand out, values beyond the edges have a
 * bar at their side, and missing rows one apart to the right.
 */
final class HistogramChart {
  private final ColumnProfile column;
  private final FixedEdgeHistogram histogram;
  private final double first;
  private final double last;
  private final double slot;
  private final List<Bar> usual = new ArrayList<>();
  private final List<Bar> outliers = new ArrayList<>();
  private final List<Bar> missing = new ArrayList<>();

  HistogramChart(ColumnProfile column, FixedEdgeHistogram histogram) {
    this.column = column;
    this.histogram = histogram;
    this.first = histogram.edges().first();
    this.last = histogram.edges().last();
    this.slot = (last / 30 - first / 30) * 1.5;
  }

  Chart chart(String label) {
    double from = first;
    double to = last;
    for (int bin = 0; bin < histogram.bins(); bin++) {
      add(bin);
    }
    if (fits() && histogram.below() > 0) {
      outliers.add(bar(first - slot, first - slot / 3, histogram.below(), "below"));
      from = first - slot;
    }
    if (fits() && histogram.above() > 0) {
      outliers.add(bar(last + slot / 3, last + slot, histogram.above(), "above"));
      to = last + slot;
    }
    if (fits() && histogram.missing() > 0) {
      missing.add(bar(to + slot / 2, to + slot * 1.5, histogram.missing(), "missing"));
      to += slot * 1.5;
    }
    List<Mark> marks = new ArrayList<>();
    boolean plain = outliers.isEmpty() && missing.isEmpty();
    marks.add(new Mark.Bars(plain ? "" : "values", Tone.MAIN, usual));
    if (!outliers.isEmpty()) {
      marks.add(new Mark.Bars("outliers", Tone.ALARM, outliers));
    }
    if (!missing.isEmpty()) {
      marks.add(new Mark.Bars("missing", Tone.QUIET, missing));
    }
    double highest =
        marks.stream()
            .flatMap(mark -> ((Mark.Bars) mark).bars().stream())
            .mapToDouble(Bar::height)
            .max()
            .orElse(1);
    return new Chart(
        column.field().name().value(),
        Axis.Numbers.spanning(label, from, to),
        new Axis.Numbers("", 0, Math.max(highest, 1)),
        marks);
  }

  /** Beside the greatest doubles there is no room. */
  private boolean fits() {
    return Double.isFinite(last + 3 * slot) && Double.isFinite(first - 3 * slot) && slot > 0;
  }

  private void add(int bin) {
    double from = histogram.edges().at(bin);
    double to = histogram.edges().at(bin + 1);
    Bar bar = bar(from, to, histogram.count(bin), Numbers.text(from) + " to " + Numbers.text(to));
    Optional<RobustSpread> spread = column.sampled().spread();
    boolean far =
        bar.height() > 0
            && column.semantics().meaning() == Meaning.NUMBER // codes have no middle
            && spread.isPresent()
            && (to <= spread.get().low() || from >= spread.get().high());
    (far ? outliers : usual).add(bar);
  }

  private static Bar bar(double from, double to, long count, String what) {
    return new Bar(from, to, count, String.format(Locale.ROOT, "%s: %,d", what, count));
  }
}
