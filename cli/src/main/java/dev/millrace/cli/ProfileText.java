package dev.millrace.cli;

import dev.millrace.core.analysis.LabelLift;
import dev.millrace.core.analysis.Relations;
import dev.millrace.core.analysis.SpanTrends;
import dev.millrace.core.analysis.SpanTrends.Trend;
import dev.millrace.core.analysis.TableComparison;
import dev.millrace.core.analysis.TableSlices;
import dev.millrace.core.report.AnalysisRows;
import dev.millrace.core.report.MomentText;
import dev.millrace.core.report.Numbers;
import dev.millrace.core.report.ProfileRows;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.profile.TableProfile;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Profiles on a terminal. */
final class ProfileText {
  private static final int MOST = 20;

  /** What a terminal shows of slices and of two tables; pages and JSON have all. */
  private static final List<String> BRIEF =
      List.of(
          "missing share",
          "zero share",
          "distinct",
          "mean",
          "deviation",
          "median",
          "true share",
          "mean length",
          "share of most frequent");

  private final Terminal terminal;

  ProfileText(Terminal terminal) {
    this.terminal = terminal;
  }

  void profile(TableProfile profile, Landed landed) {
    line(
        String.format(
            Locale.ROOT,
            "%,d rows, %d columns; read %,d, rejected %,d",
            profile.rows(),
            profile.columns().size(),
            landed.ledger().read(),
            landed.ledger().rejectedRows()));
    DataCommand.rejects(terminal, landed);
    if (profile.columns().stream().anyMatch(column -> column.field().type().isTemporal())) {
      line(ProfileRows.OWN_TIMES);
    }
    table(ProfileRows.HEAD, profile.columns().stream().map(ProfileRows::row).toList());
  }

  void relations(Relations relations) {
    line("");
    line("Relations: " + AnalysisRows.basis(relations));
    table(AnalysisRows.PAIR_HEAD, AnalysisRows.pairs(relations, MOST));
    if (!relations.label().isEmpty()) {
      line("");
      line("Against the label:");
      table(AnalysisRows.LABEL_HEAD, AnalysisRows.label(relations, MOST));
      relations
          .suspects()
          .forEach(one -> line("suspected leak: " + one.column() + ", " + one.reason()));
      if (relations.suspects().isEmpty()) {
        line("no column is suspected to give the label away");
      }
    }
    line("");
    line("Outliers, beyond 3.5 modified z-scores:");
    table(AnalysisRows.OUTLIER_HEAD, AnalysisRows.outliers(relations));
    line("");
    line(AnalysisRows.duplicates(relations));
  }

  void lift(LabelLift lift) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "Lift against %s, over %,d rows with a label:",
            lift.label(),
            lift.rows()));
    table(AnalysisRows.LIFT_HEAD, AnalysisRows.lift(lift, MOST));
  }

  void slices(TableSlices slices) {
    line("");
    line("By " + String.join(", ", slices.by().stream().map(name -> name.value()).toList()) + ":");
    table(AnalysisRows.sliceHead(slices), AnalysisRows.slices(slices, BRIEF));
    if (slices.left() > 0) {
      line(String.format(Locale.ROOT, "%,d rows of smaller slices are not shown", slices.left()));
    }
  }

  void comparison(TableComparison comparison) {
    table(AnalysisRows.comparisonHead(comparison), AnalysisRows.comparison(comparison, BRIEF));
  }

  void trends(SpanTrends trends) {
    line(
        trends.spans().size()
            + " spans, "
            + trends.spans().getFirst()
            + " to "
            + trends.spans().getLast());
    trends
        .typeChanges()
        .forEach(
            change ->
                line(
                    "the type of "
                        + change.column()
                        + " is not the same in all spans: "
                        + String.join(", ", change.types())));
    List<Trend> moving = trends.trends().stream().filter(Trend::isMoving).toList();
    table(
        List.of("column", "statistic", "trend", "first", "last", "least", "greatest"),
        moving.stream().map(ProfileText::row).toList());
    int still = trends.trends().size() - moving.size();
    if (still > 0) {
      line(still + " statistics are the same in all spans");
    }
  }

  private static List<String> row(Trend trend) {
    List<Double> defined =
        trend.values().stream()
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return List.of(
        trend.column(),
        trend.statistic(),
        Sparkline.of(trend.values()),
        text(trend, trend.values().getFirst()),
        text(trend, trend.values().getLast()),
        text(trend, defined.stream().mapToDouble(value -> value).min()),
        text(trend, defined.stream().mapToDouble(value -> value).max()));
  }

  private static String text(Trend trend, OptionalDouble value) {
    return value.isEmpty()
        ? ""
        : trend
            .time()
            .map(type -> MomentText.of(type, (long) value.getAsDouble()))
            .orElseGet(() -> Numbers.text(value.getAsDouble()));
  }

  private void table(List<String> head, List<List<String>> rows) {
    if (rows.isEmpty()) {
      line("none");
      return;
    }
    TextTable table = new TextTable(head);
    rows.forEach(table::add);
    terminal.out().print(table);
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}
