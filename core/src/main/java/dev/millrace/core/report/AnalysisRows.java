package dev.millrace.core.report;

import dev.millrace.core.analysis.ColumnNumbers;
import dev.millrace.core.analysis.LabelLift;
import dev.millrace.core.analysis.LabelLift.ClassCount;
import dev.millrace.core.analysis.LabelLift.ValueLift;
import dev.millrace.core.analysis.Relations;
import dev.millrace.core.analysis.Relations.Pair;
import dev.millrace.core.analysis.TableComparison;
import dev.millrace.core.analysis.TableComparison.ColumnPair;
import dev.millrace.core.analysis.TableSlices;
import dev.millrace.spi.profile.ColumnProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** What was found in a table as rows of text, for pages and terminals alike. */
public final class AnalysisRows {
  public static final List<String> LIFT_HEAD =
      List.of("value", "class", "rows", "of the class", "lift", "deviations");
  public static final List<String> PAIR_HEAD =
      List.of("column", "column", "Pearson", "Spearman", "Cramer's V", "mutual information (nats)");
  public static final List<String> LABEL_HEAD =
      List.of("column", "AUC", "mutual information (nats)", "of the label's entropy");
  public static final List<String> OUTLIER_HEAD =
      List.of("column", "outliers below", "limit", "limit", "outliers above");

  private AnalysisRows() {}

  /**
   * The values that lie farthest from what is expected, farthest first; of two classes only the
   * rarer one is told, for the other says the same.
   */
  public static List<List<String>> lift(LabelLift lift, int most) {
    Optional<String> only =
        lift.classes().size() == 2
            ? lift.classes().stream()
                .min(Comparator.comparingLong(ClassCount::rows))
                .map(ClassCount::name)
            : Optional.empty();
    return lift.values().stream()
        .filter(value -> only.isEmpty() || value.labelClass().equals(only.get()))
        .sorted(Comparator.comparingDouble((ValueLift value) -> -Math.abs(value.score())))
        .limit(most)
        .map(
            value ->
                List.of(
                    name(value),
                    value.labelClass(),
                    whole(value.rows()),
                    whole(value.labelled()),
                    String.format(Locale.ROOT, "%.3f", value.lift()),
                    String.format(Locale.ROOT, "%.1f", value.score())))
        .toList();
  }

  private static String name(ValueLift value) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < value.columns().size(); i++) {
      parts.add(value.columns().get(i) + " = " + value.values().get(i));
    }
    return String.join(", ", parts);
  }

  /** The pairs that go together most, strongest first. */
  public static List<List<String>> pairs(Relations relations, int most) {
    return relations.pairs().stream()
        .sorted(Comparator.comparingDouble((Pair pair) -> -pair.strength()))
        .limit(most)
        .map(
            pair ->
                List.of(
                    pair.one().value(),
                    pair.two().value(),
                    figure(pair.pearson()),
                    figure(pair.spearman()),
                    figure(pair.cramersV()),
                    figure(pair.mutualInformation())))
        .toList();
  }

  /** Columns by what they tell about the label, most first. */
  public static List<List<String>> label(Relations relations, int most) {
    return relations.label().stream()
        .sorted(Comparator.comparingDouble(column -> -column.mutualInformation().orElse(0)))
        .limit(most)
        .map(
            column ->
                List.of(
                    column.column().value(),
                    figure(column.auc()),
                    figure(column.mutualInformation()),
                    column.told().isPresent()
                        ? String.format(Locale.ROOT, "%.1f%%", column.told().getAsDouble() * 100)
                        : ""))
        .toList();
  }

  /** Columns with outliers, most first. */
  public static List<List<String>> outliers(Relations relations) {
    return relations.outliers().stream()
        .filter(column -> column.below() + column.above() > 0)
        .sorted(Comparator.comparingLong(column -> -column.below() - column.above()))
        .map(
            column ->
                List.of(
                    column.column().value(),
                    whole(column.below()),
                    Numbers.text(column.low()),
                    Numbers.text(column.high()),
                    whole(column.above())))
        .toList();
  }

  /** In words, how many rows come again. */
  public static String duplicates(Relations relations) {
    return relations
        .duplicates()
        .map(
            some ->
                String.format(
                    Locale.ROOT,
                    "%,d rows equal an earlier one in every column; %,d distinct rows are left",
                    some.repeated(),
                    some.distinct()))
        .orElse("rows that come again were not counted: a column of lists or vectors has no order");
  }

  /** In words, what pairs were measured on. */
  public static String basis(Relations relations) {
    return String.format(
        Locale.ROOT,
        "pairs of %d columns on %s%,d rows%s",
        relations.columns().size(),
        relations.whole() ? "all " : "a sample of ",
        relations.rows(),
        relations.left().isEmpty()
            ? ""
            : "; not paired: "
                + relations.left().stream()
                    .limit(10)
                    .map(name -> name.value())
                    .collect(Collectors.joining(", "))
                + (relations.left().size() > 10 ? ", ..." : ""));
  }

  /** Head of the table of slices: a column for each slice. */
  public static List<String> sliceHead(TableSlices slices) {
    List<String> head = new ArrayList<>(List.of("column", "statistic"));
    slices.slices().forEach(slice -> head.add(String.join(", ", slice.values())));
    return head;
  }

  /** Rows, then each statistic of each column. */
  public static List<List<String>> slices(TableSlices slices, List<String> statistics) {
    List<List<String>> rows = new ArrayList<>();
    List<String> counts = new ArrayList<>(List.of("", "rows"));
    slices.slices().forEach(slice -> counts.add(whole(slice.profile().rows())));
    rows.add(counts);
    int columns =
        slices.slices().isEmpty() ? 0 : slices.slices().getFirst().profile().columns().size();
    for (int i = 0; i < columns; i++) {
      int column = i;
      List<ColumnProfile> profiles =
          slices.slices().stream().map(slice -> slice.profile().columns().get(column)).toList();
      statistics(profiles.stream().map(Optional::of).toList(), statistics, rows);
    }
    return rows;
  }

  public static List<String> comparisonHead(TableComparison comparison) {
    return List.of(
        "column", "statistic", comparison.firstName(), comparison.secondName(), "difference");
  }

  /** Each column's types, divergence and statistics on both sides. */
  public static List<List<String>> comparison(TableComparison comparison, List<String> statistics) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "",
            "rows",
            whole(comparison.first().rows()),
            whole(comparison.second().rows()),
            whole(comparison.second().rows() - comparison.first().rows())));
    for (ColumnPair pair : comparison.columns()) {
      rows.add(
          List.of(
              pair.name(),
              "type",
              pair.first().map(AnalysisRows::type).orElse("none"),
              pair.second().map(AnalysisRows::type).orElse("none"),
              pair.first().map(AnalysisRows::type).equals(pair.second().map(AnalysisRows::type))
                  ? ""
                  : "differs"));
      pair.divergence()
          .ifPresent(
              bits ->
                  rows.add(
                      List.of(
                          pair.name(),
                          "Jensen-Shannon divergence (bits)",
                          "",
                          "",
                          Numbers.text(bits))));
      int before = rows.size();
      statistics(List.of(pair.first(), pair.second()), statistics, rows);
      for (int i = before; i < rows.size(); i++) {
        List<String> row = new ArrayList<>(rows.get(i));
        row.add(difference(pair, row.get(1)));
        rows.set(i, row);
      }
    }
    return rows;
  }

  private static String type(ColumnProfile column) {
    return column.field().type().text();
  }

  private static String difference(ColumnPair pair, String statistic) {
    Optional<Double> one =
        pair.first().map(ColumnNumbers::of).map(numbers -> numbers.get(statistic));
    Optional<Double> two =
        pair.second().map(ColumnNumbers::of).map(numbers -> numbers.get(statistic));
    boolean moment =
        pair.first().filter(column -> isMoment(column, statistic)).isPresent()
            || pair.second().filter(column -> isMoment(column, statistic)).isPresent();
    return one.isPresent() && two.isPresent() && !moment ? Numbers.text(two.get() - one.get()) : "";
  }

  private static boolean isMoment(ColumnProfile column, String statistic) {
    return ColumnNumbers.isMoment(column.field().type(), statistic);
  }

  private static void statistics(
      List<Optional<ColumnProfile>> profiles, List<String> wanted, List<List<String>> rows) {
    List<Map<String, Double>> numbers =
        profiles.stream().map(one -> one.map(ColumnNumbers::of).orElse(Map.of())).toList();
    Set<String> names = new LinkedHashSet<>();
    numbers.forEach(one -> names.addAll(one.keySet()));
    String column =
        profiles.stream()
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow()
            .field()
            .name()
            .value();
    for (String name : names) {
      if (wanted.isEmpty() || wanted.contains(name)) {
        List<String> row = new ArrayList<>(List.of(column, name));
        for (Optional<ColumnProfile> profile : profiles) {
          row.add(profile.map(one -> number(one, name)).orElse(""));
        }
        rows.add(row);
      }
    }
  }

  private static String number(ColumnProfile column, String statistic) {
    return Optional.ofNullable(ColumnNumbers.of(column).get(statistic))
        .map(
            value ->
                isMoment(column, statistic)
                    ? MomentText.of(column.field().type(), value.longValue())
                    : Numbers.text(value))
        .orElse("");
  }

  private static String figure(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
  }

  private static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
