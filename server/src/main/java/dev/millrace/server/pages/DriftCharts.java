package dev.millrace.server.pages;

import dev.millrace.category.Vocabulary;
import dev.millrace.core.chart.Axis;
import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.Mark;
import dev.millrace.core.chart.Mark.Point;
import dev.millrace.core.chart.Mark.Tone;
import dev.millrace.core.monitor.Distribution;
import dev.millrace.core.report.Numbers;
import dev.millrace.histogram.Edges;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pictures of one column: what it was when the model learned and what it is now. */
final class DriftCharts {
  private static final int MOST_CATEGORIES = 15;

  private DriftCharts() {}

  /** A kind of values with how many there were and are. */
  private record Cell(String name, String what, long before, long now) {}

  /** A measure at the end of a span. */
  record Moment(Instant at, double psi, double limit) {}

  /** Shares side by side. */
  static Chart shares(String column, Distribution reference, Distribution now) {
    List<Cell> cells = cells(reference, now);
    double before = Math.max(1, reference.total());
    double after = Math.max(1, now.total());
    List<Mark.Bar> left = new ArrayList<>();
    List<Mark.Bar> right = new ArrayList<>();
    double highest = 0;
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      double was = 100 * cell.before() / before;
      double is = 100 * cell.now() / after;
      highest = Math.max(highest, Math.max(was, is));
      String tip =
          String.format(Locale.ROOT, "%s: %.1f %% then, %.1f %% now", cell.what(), was, is);
      left.add(new Mark.Bar(i - 0.42, i, was, tip));
      right.add(new Mark.Bar(i, i + 0.42, is, tip));
    }
    return new Chart(
        column,
        new Axis.Names(
            reference instanceof Distribution.Numbers ? "values from" : "",
            cells.stream().map(Cell::name).toList()),
        new Axis.Numbers("% of values", 0, highest == 0 ? 1 : highest * 1.05),
        List.of(
            new Mark.Bars("learned from", Tone.QUIET, left),
            new Mark.Bars("now", Tone.MAIN, right)));
  }

  /** The index over the last spans, with what it must stay below. */
  static Chart trend(List<Moment> moments) {
    List<Point> index = new ArrayList<>();
    List<Point> limit = new ArrayList<>();
    double highest = 0;
    for (int i = 0; i < moments.size(); i++) {
      index.add(new Point(i, moments.get(i).psi()));
      limit.add(new Point(i, moments.get(i).limit()));
      highest = Math.max(highest, Math.max(moments.get(i).psi(), moments.get(i).limit()));
    }
    boolean over = moments.getLast().psi() >= moments.getLast().limit();
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Line("limit", Tone.QUIET, limit));
    marks.add(new Mark.Line("stability index", over ? Tone.ALARM : Tone.MAIN, index));
    if (moments.size() < 2) {
      marks.add(new Mark.Dots("", over ? Tone.ALARM : Tone.MAIN, index));
    }
    return new Chart(
        "Over the last windows",
        new Axis.Names("windows by processing time", times(moments)),
        new Axis.Numbers("PSI", 0, Math.max(highest * 1.1, 0.01)),
        marks);
  }

  /** Times of one day by the clock, longer ones by the day. */
  private static List<String> times(List<Moment> moments) {
    Duration all = Duration.between(moments.getFirst().at(), moments.getLast().at());
    boolean days = all.compareTo(Duration.ofDays(1)) > 0;
    return moments.stream()
        .map(moment -> days ? Words.day(moment.at()) : Words.clock(moment.at()))
        .toList();
  }

  private static List<Cell> cells(Distribution reference, Distribution now) {
    return switch (reference) {
      case Distribution.Numbers numbers ->
          numbers(numbers.histogram().edges(), reference.cells(), now.cells());
      case Distribution.Categories categories ->
          categories(categories.histogram().vocabulary(), reference.cells(), now.cells());
    };
  }

  private static List<Cell> numbers(Edges edges, long[] before, long[] now) {
    List<Cell> cells = new ArrayList<>();
    int bins = edges.size() - 1;
    addIfAny(cells, "below", before[bins], now[bins]);
    for (int bin = 0; bin < bins; bin++) {
      String range = Numbers.text(edges.at(bin)) + " to " + Numbers.text(edges.at(bin + 1));
      cells.add(new Cell(brief(edges.at(bin)), range, before[bin], now[bin]));
    }
    addIfAny(cells, "above", before[bins + 1], now[bins + 1]);
    addIfAny(cells, "NaN", before[bins + 2], now[bins + 2]);
    addIfAny(cells, "missing", before[bins + 3], now[bins + 3]);
    return cells;
  }

  /** The most frequent ones in the vocabulary's order, and all others in one. */
  private static List<Cell> categories(Vocabulary vocabulary, long[] before, long[] now) {
    List<Cell> cells = new ArrayList<>();
    int size = vocabulary.size();
    long otherBefore = before[size];
    long otherNow = now[size];
    for (int code = 0; code < size; code++) {
      if (code < MOST_CATEGORIES) {
        String value = vocabulary.values().get(code);
        cells.add(new Cell(value, value, before[code], now[code]));
      } else {
        otherBefore += before[code];
        otherNow += now[code];
      }
    }
    addIfAny(cells, "any other", otherBefore, otherNow);
    addIfAny(cells, "missing", before[size + 1], now[size + 1]);
    return cells;
  }

  /** Three digits that count, as short as can be: an axis has little room. */
  private static String brief(double value) {
    double size = Math.abs(value);
    if (size >= 1e9) {
      return digits(value / 1e9) + "G";
    }
    if (size >= 1e6) {
      return digits(value / 1e6) + "M";
    }
    return size >= 1e4 ? digits(value / 1e3) + "k" : digits(value);
  }

  private static String digits(double value) {
    return new BigDecimal(value)
        .round(new MathContext(3, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static void addIfAny(List<Cell> cells, String name, long before, long now) {
    if (before > 0 || now > 0) {
      cells.add(new Cell(name, name, before, now));
    }
  }
}
