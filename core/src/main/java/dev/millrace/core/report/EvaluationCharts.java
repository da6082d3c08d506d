package dev.millrace.core.report;

import dev.millrace.core.chart.Axis;
import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.Mark;
import dev.millrace.core.chart.Mark.Point;
import dev.millrace.core.chart.Mark.Tone;
import dev.millrace.core.evaluate.ColumnImportance;
import dev.millrace.core.evaluate.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Pictures of evaluations side by side. */
final class EvaluationCharts {
  private static final List<Point> DIAGONAL = List.of(new Point(0, 0), new Point(1, 1));
  private static final int MOST_COLUMNS = 15;

  private EvaluationCharts() {}

  static List<Chart> of(List<Evaluation> evaluations) {
    List<Chart> charts = new ArrayList<>();
    Evaluation candidate = evaluations.get(0);
    if (!candidate.roc().isEmpty()) {
      charts.add(
          curves(
              "ROC",
              "false positive rate",
              "true positive rate",
              evaluations,
              Evaluation::roc,
              DIAGONAL));
      charts.add(
          curves(
              "Precision and recall",
              "recall",
              "precision",
              evaluations,
              Evaluation::precisionRecall,
              List.of()));
      charts.add(
          curves(
              "Calibration",
              "mean score",
              "share of positives",
              evaluations,
              Evaluation::calibration,
              DIAGONAL));
    }
    if (!candidate.importance().isEmpty()) {
      charts.add(importance(candidate.importance()));
    }
    return charts;
  }

  private static Chart curves(
      String title,
      String across,
      String up,
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
    return new Chart(title, new Axis.Numbers(across, 0, 1), new Axis.Numbers(up, 0, 1), marks);
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
