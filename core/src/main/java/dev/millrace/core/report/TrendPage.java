package dev.millrace.core.report;

import dev.millrace.column.ColumnType;
import dev.millrace.core.analysis.SpanTrends;
import dev.millrace.core.analysis.SpanTrends.Trend;
import dev.millrace.core.chart.Axis;
import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.Mark;
import dev.millrace.core.chart.Mark.Point;
import dev.millrace.core.chart.Mark.Tone;
import dev.millrace.core.chart.SvgChart;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The page of a table's statistics over its spans. */
public final class TrendPage {
  private static final double MICROS_OF_A_DAY = 86_400_000_000.0;

  private TrendPage() {}

  /** The page as text, to be stored as UTF-8. */
  public static String write(String title, SpanTrends trends) {
    Html html = ProfilePage.begin(title);
    html.paragraph(
        trends.spans().size()
            + " spans, "
            + trends.spans().getFirst()
            + " to "
            + trends.spans().getLast());
    if (!trends.typeChanges().isEmpty()) {
      html.heading(2, "Types that change");
      List<String> head = new ArrayList<>(List.of("column"));
      head.addAll(trends.spans());
      html.table(
          head,
          trends.typeChanges().stream()
              .map(
                  change -> {
                    List<String> row = new ArrayList<>(List.of(change.column()));
                    row.addAll(change.types());
                    return row;
                  })
              .toList());
    }
    String column = "";
    html.heading(2, "Table").open("div", "charts");
    for (Trend trend : trends.trends()) {
      if (!trend.column().equals(column)) {
        column = trend.column();
        html.close("div").heading(2, column).open("div", "charts");
      }
      if (trend.isMoving()) {
        html.markup(SvgChart.draw(chart(trend, trends.spans())));
      }
    }
    html.close("div");
    String still =
        trends.trends().stream()
            .filter(trend -> !trend.isMoving())
            .map(trend -> trend.column() + " " + trend.statistic())
            .collect(Collectors.joining(", "));
    if (!still.isEmpty()) {
      html.paragraph("The same in all spans: " + still + ".");
    }
    return ProfilePage.end(html);
  }

  private static Chart chart(Trend trend, List<String> spans) {
    List<Point> points = new ArrayList<>();
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    double origin =
        trend.values().stream().flatMapToDouble(OptionalDouble::stream).findFirst().orElse(0);
    for (int i = 0; i < spans.size(); i++) {
      double value = shown(trend, trend.values().get(i).orElse(Double.NaN), origin);
      points.add(new Point(i, value));
      if (!Double.isNaN(value)) {
        range.accept(value);
      }
    }
    String title =
        trend
            .time()
            .map(type -> trend.statistic() + ", days since " + MomentText.of(type, (long) origin))
            .orElse(trend.statistic());
    return new Chart(
        title,
        new Axis.Names(spans.getFirst() + " to " + spans.getLast(), brief(spans)),
        Axis.Numbers.spanning("", range.getMin(), range.getMax()),
        List.of(new Mark.Line("", Tone.MAIN, points), new Mark.Dots("", Tone.MAIN, points)));
  }

  /** A number as it is; of a day or a moment the days since the first of them. */
  private static double shown(Trend trend, double value, double origin) {
    return trend
        .time()
        .map(type -> (value - origin) / (type.equals(ColumnType.DATE) ? 1 : MICROS_OF_A_DAY))
        .orElse(value);
  }

  /** Names without what all have in common up to a hyphen: there is little room below a chart. */
  private static List<String> brief(List<String> spans) {
    String first = spans.getFirst();
    int cut = first.lastIndexOf('-') + 1;
    while (cut > 0 && !startAlike(spans, first.substring(0, cut))) {
      cut = first.lastIndexOf('-', cut - 2) + 1;
    }
    int from = cut;
    return spans.stream().map(span -> span.substring(from)).toList();
  }

  private static boolean startAlike(List<String> spans, String start) {
    return spans.stream().allMatch(span -> span.startsWith(start));
  }
}
