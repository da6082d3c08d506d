package dev.millrace.core.anomaly;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.core.statistics.ColumnView;
import dev.millrace.core.statistics.CommonStatistics.Level;
import dev.millrace.core.statistics.NumericStatistics;
import dev.millrace.core.statistics.TextStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The figures of a column as a row that expressions read; what was not computed is missing. */
final class FigureRow {
  /** Every figure there can be. */
  static final List<String> NAMES =
      List.of(
          "average_length",
          "deviation",
          "examples",
          "fraction",
          "invalid_utf8",
          "max",
          "max_values",
          "mean",
          "median",
          "min",
          "min_values",
          "missing",
          "most_frequent",
          "nan",
          "present",
          "total_values",
          "unique",
          "zeros");

  private FigureRow() {}

  /** The figures of a column by their names in expressions. */
  static Map<String, Optional<Double>> figures(ColumnView view) {
    Map<String, Optional<Double>> figures = new TreeMap<>();
    Optional<Level> counts = view.column().common().map(common -> common.counts());
    Optional<NumericStatistics> numeric = view.column().numeric();
    Optional<TextStatistics> text = view.column().text();
    figures.put("examples", Optional.of(view.examples()));
    figures.put("present", counts.map(level -> view.present()));
    figures.put("missing", counts.map(level -> view.missing()));
    figures.put("fraction", counts.isPresent() ? view.fraction() : Optional.empty());
    figures.put("total_values", counts.map(level -> view.totalValues()));
    figures.put("min_values", counts.map(Level::leastValues));
    figures.put("max_values", counts.map(Level::mostValues));
    figures.put("mean", numeric.map(NumericStatistics::mean));
    figures.put("deviation", numeric.map(NumericStatistics::deviation));
    figures.put("zeros", numeric.map(NumericStatistics::zeros));
    figures.put("min", numeric.flatMap(figure -> known(figure.min())));
    figures.put("median", numeric.map(NumericStatistics::median));
    figures.put("max", numeric.flatMap(figure -> known(figure.max())));
    figures.put("nan", numeric.map(NumericStatistics::notNumbers));
    figures.put("unique", text.map(figure -> (double) figure.unique()));
    figures.put("average_length", text.map(TextStatistics::averageLength));
    figures.put("invalid_utf8", text.map(TextStatistics::invalidUtf8));
    figures.put(
        "most_frequent",
        text.map(
            figure ->
                view.masses().values().stream().mapToDouble(Double::doubleValue).max().orElse(0)));
    return figures;
  }

  private static Optional<Double> known(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  /** One row of these figures. */
  static Batch of(Fields fields, Map<String, Optional<Double>> figures) {
    List<Column> columns = new ArrayList<>();
    for (Field field : fields.asList()) {
      Optional<Double> value = figures.getOrDefault(field.name().value(), Optional.empty());
      columns.add(column(value));
    }
    return new Batch(fields, columns, 1);
  }

  private static Column column(Optional<Double> value) {
    ValidityBuilder validity = new ValidityBuilder();
    if (value.isEmpty()) {
      validity.missing(0);
    }
    return DoubleColumn.owning(new double[] {value.orElse(0.0)}, validity.build(1));
  }
}
