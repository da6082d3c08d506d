package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Validity;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * Puts a fitted constant where there is no number: in missing cells and in cells that hold NaN, so
 * that the column it gives has neither. The infinities and {@code -0.0} stay.
 *
 * @param statistic how the value was found
 * @param value finite
 */
public record Impute(ColumnName input, ColumnName output, Statistic statistic, double value)
    implements RowStep {
  public Impute {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    Objects.requireNonNull(statistic);
    Setting.finite("value", value);
  }

  @Override
  public StepKind kind() {
    return StepKind.IMPUTE;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from = scope.requireNumber(this, input);
    return new BoundStep(ColumnType.FLOAT64, (columns, rows) -> fill((DoubleColumn) columns[from]));
  }

  private DoubleColumn fill(DoubleColumn in) {
    int rows = in.rows();
    if (in.missingCount() == 0 && firstNaN(in) == rows) {
      return in;
    }
    double[] out = new double[rows];
    for (int row = 0; row < rows; row++) {
      double found = in.at(row);
      out[row] = in.isMissing(row) || Double.isNaN(found) ? value : found;
    }
    return DoubleColumn.owning(out, Validity.all(rows));
  }

  private static int firstNaN(DoubleColumn in) {
    int row = 0;
    while (row < in.rows() && !Double.isNaN(in.at(row))) {
      row++;
    }
    return row;
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("statistic", Setting.text(statistic))
        .put("value", value);
  }

  static Impute read(JsonObject in) {
    in.only("kind", "input", "output", "statistic", "value");
    return new Impute(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        Setting.constant(in, "statistic", Statistic.values()),
        in.real("value"));
  }
}
