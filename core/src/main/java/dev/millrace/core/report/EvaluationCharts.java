package dev.millrace.core.report;

import dev.millrace.core.chart.Axis;
import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.Mark;
import dev.millrace.core.chart.Mark.Point;
import dev.millrace.core.chart.Mark.Tone;
import dev.millrace.core.evaluate.ColumnImportance;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.ResidualBin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Pictures of evaluations side by side. */
public final class EvaluationCharts {
  private static final List<Point> DIAGONAL = List.of(new Point(0, 0), new Point(1, 1));
  private static final int MOST_COLUMNS = 15;

  private EvaluationCharts() {}

  public static List<Chart> of(List<Evaluation> evaluations) {
    List<Chart> charts = new ArrayList<>();
    Evaluation candidate = evaluations.get(0);
    if (!candidate.roc().isEmpty()) {
      charts.add(
          curves(
              "ROC",
              share("false positive rate"),
              share("true positive rate"),
              evaluations,
              Evaluation::roc,
              DIAGONAL));
      charts.add(
          curves(
              "Precision and recall",
              share("recall"),
              share("precision"),
              evaluations,
              Evaluation::precisionRecall,
              List.of()));
      charts.add(
          curves(
              "Calibration",
              share("mean score"),
              share("share of positives"),
              evaluations,
              Evaluation::calibration,
              DIAGONAL));
    }
    if (!candidate.residuals().isEmpty()) {
      charts.add(residuals(candidate.residuals()));
      charts.add(predictedAndReal(evaluations));
    }
    if (!candidate.importance().isEmpty()) {
      charts.add(importance(candidate.importance()));
    }
    return charts;
  }

  private static Axis share(String label) {
    return new Axis.Numbers(label, 0, 1);
  }

  private static Chart curves(
      String title,
      Axis across,
      Axis up,
      List<Evaluation> evaluations,
      Function<Evaluation, List<Point>> points,
      List<Point> reference) {
    List<Mark> marks = new ArrayList<>();
    if (!reference.isEmpty()) {
      marks.add(new Mark.Line("", Tone.QUIET, reference));
    }
    Tone[] tones = {Tone.MAIN, Tone.SECOND, Tone.THIRD, Tone.ALARM};
    int next = 0;
    for (Evaluation evaluation : evaluations) {
      if (!evaluation.scorer().equals("constant")) {
        marks.add(
            new Mark.Line(
                evaluation.scorer(), tones[next++ % tones.length], points.apply(evaluation)));
      }
    }
    return new Chart(title, across, up, marks);
  }

  /** The outermost bins reach to the extremes; they are drawn as wide as the others. */
  private static Chart residuals(List<ResidualBin> bins) {
    int last = bins.size() - 1;
    ResidualBin inner = bins.get(last / 2);
    double width = inner.to() - inner.from();
    List<Mark.Bar> bars = new ArrayList<>();
    double highest = 1;
    for (int i = 0; i <= last; i++) {
      ResidualBin bin = bins.get(i);
      highest = Math.max(highest, (double) bin.rows());
      bars.add(
          new Mark.Bar(
              i == 0 ? bin.to() - width : bin.from(),
              i == last ? bin.from() + width : bin.to(),
              bin.rows(),
              String.format(
                  Locale.ROOT,
                  "%s to %s: %,d rows",
                  Numbers.text(bin.from()),
                  Numbers.text(bin.to()),
                  bin.rows())));
    }
    return new Chart(
        "Residuals",
        Axis.Numbers.spanning("prediction minus label", bars.get(0).from(), bars.get(last).to()),
        new Axis.Numbers("rows", 0, highest),
        List.of(new Mark.Bars("", Tone.MAIN, bars)));
  }

  private static Chart predictedAndReal(List<Evaluation> evaluations) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Evaluation evaluation : evaluations) {
      for (Point point : evaluation.calibration()) {
        low = Math.min(low, Math.min(point.across(), point.up()));
        high = Math.max(high, Math.max(point.across(), point.up()));
      }
    }
    Axis.Numbers across = Axis.Numbers.spanning("mean prediction of a tenth", low, high);
    return curves(
        "Prediction and label",
        across,
        new Axis.Numbers("mean label", across.from(), across.to()),
        evaluations,
        Evaluation::calibration,
        List.of(new Point(across.from(), across.from()), new Point(across.to(), across.to())));
  }

  private static Chart importance(List<ColumnImportance> all) {
    List<ColumnImportance> columns = all.stream().limit(MOST_COLUMNS).toList();
    double low = 0;
    double high = 0;
    List<Mark.Span> spans = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnImportance column = columns.get(i);
      double from = column.loss() - column.deviation();
      double to = column.loss() + column.deviation();
      low = Math.min(low, from);
      high = Math.max(high, to);
      spans.add(
          new Mark.Span(
              i, column.loss(), from, to, column.column() + ": " + Numbers.text(column.loss())));
    }
    return new Chart(
        "Importance of columns",
        Axis.Numbers.spanning("growth of the loss when shuffled", low, high),
        new Axis.Names("", columns.stream().map(ColumnImportance::column).toList()),
        List.of(new Mark.Spans("", Tone.MAIN, spans)));
  }
}
