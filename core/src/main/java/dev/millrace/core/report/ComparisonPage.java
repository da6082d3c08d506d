package dev.millrace.core.report;

import dev.millrace.core.analysis.TableComparison;
import dev.millrace.core.analysis.TableComparison.Bin;
import dev.millrace.core.analysis.TableComparison.ColumnPair;
import dev.millrace.core.chart.Axis;
import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.Mark;
import dev.millrace.core.chart.Mark.Bar;
import dev.millrace.core.chart.Mark.Tone;
import dev.millrace.core.chart.SvgChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of two tables side by side. */
public final class ComparisonPage {
  private static final int MOST_VALUES = 12;

  private ComparisonPage() {}

  /** The page as text, to be stored as UTF-8. */
  public static String write(TableComparison comparison) {
    String title = comparison.firstName() + " and " + comparison.secondName();
    Html html = ProfilePage.begin(title);
    html.paragraph("Shares of the rows with a value on either side, in parts that are the same.");
    html.open("div", "charts");
    comparison.columns().stream()
        .filter(pair -> !pair.bins().isEmpty())
        .forEach(pair -> html.markup(SvgChart.draw(chart(pair, comparison))));
    html.close("div");
    html.heading(2, "Statistics")
        .table(
            AnalysisRows.comparisonHead(comparison),
            AnalysisRows.comparison(comparison, List.of()));
    return ProfilePage.end(html);
  }

  private static Chart chart(ColumnPair pair, TableComparison comparison) {
    List<Bin> bins = pair.bins();
    double first = Math.max(1, bins.stream().mapToLong(Bin::first).sum());
    double second = Math.max(1, bins.stream().mapToLong(Bin::second).sum());
    boolean numbers = pair.isOfNumbers();
    List<Bin> shown = numbers ? bins : bins.subList(0, Math.min(MOST_VALUES, bins.size()));
    List<Bar> left = new ArrayList<>();
    List<Bar> right = new ArrayList<>();
    double highest = 0;
    for (int i = 0; i < shown.size(); i++) {
      Bin bin = shown.get(i);
      double from = numbers ? bin.from() : i - 0.4;
      double to = numbers ? bin.to() : i + 0.4;
      double middle = from / 2 + to / 2;
      double one = bin.first() / first;
      double two = bin.second() / second;
      highest = Math.max(highest, Math.max(one, two));
      left.add(new Bar(from, middle, one, tip(bin.name(), one)));
      right.add(new Bar(middle, to, two, tip(bin.name(), two)));
    }
    return new Chart(
        pair.name(),
        numbers
            ? Axis.Numbers.spanning("", shown.getFirst().from(), shown.getLast().to())
            : new Axis.Names("", shown.stream().map(Bin::name).toList()),
        new Axis.Numbers("share of rows", 0, highest > 0 ? highest : 1),
        List.of(
            new Mark.Bars(comparison.firstName(), Tone.MAIN, left),
            new Mark.Bars(comparison.secondName(), Tone.THIRD, right)));
  }

  private static String tip(String name, double share) {
    return String.format(Locale.ROOT, "%s: %.2f%%", name, share * 100);
  }
}
