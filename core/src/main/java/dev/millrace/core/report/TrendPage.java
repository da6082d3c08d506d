package dev.millrace.core.report;

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
    for (int i = 0; i < spans.size(); i++) {
      OptionalDouble value = trend.values().get(i);
      points.add(new Point(i, value.orElse(Double.NaN)));
      value.ifPresent(range);
    }
    return new Chart(
        trend.statistic(),
        new Axis.Names("", spans),
        Axis.Numbers.spanning("", range.getMin(), range.getMax()),
        List.of(new Mark.Line("", Tone.MAIN, points), new Mark.Dots("", Tone.MAIN, points)));
  }
}
