package dev.millrace.feature;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * A number or a boolean as FLOAT64. INT64 and DECIMAL become the nearest double, ties to even; true
 * is 1, false is 0; FLOAT64 stays as it is, NaN, the infinities and {@code -0.0} included. Missing
 * stays missing. Texts are not parsed: that is done once, where data lands.
 */
public record ToNumber(ColumnName input, ColumnName output) implements RowStep {
  public ToNumber {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
  }

  @Override
  public StepKind kind() {
    return StepKind.TO_NUMBER;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from =
        scope.require(
            this,
            input,
            type -> type.isNumeric() || type.equals(ColumnType.BOOL),
            "int64, float64, decimal, bool",
            "Give categories to an encode step and dates to a date-part step.");
    return new BoundStep(ColumnType.FLOAT64, (columns, rows) -> convert(columns[from]));
  }

  private static DoubleColumn convert(Column column) {
    if (column instanceof DoubleColumn already) {
      return already;
    }
    double[] out = new double[column.rows()];
    if (column instanceof LongColumn wholes) {
      for (int row = 0; row < out.length; row++) {
        out[row] = wholes.at(row);
      }
    } else if (column instanceof BoolColumn flags) {
      for (int row = 0; row < out.length; row++) {
        out[row] = flags.at(row) ? 1 : 0;
      }
    } else {
      DecimalColumn decimals = (DecimalColumn) column;
      for (int row = 0; row < out.length; row++) {
        out[row] = decimals.isMissing(row) ? 0 : decimals.doubleAt(row);
      }
    }
    return DoubleColumn.owning(out, column.validity());
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value()).put("output", output.value());
  }

  static ToNumber read(JsonObject in) {
    in.only("kind", "input", "output");
    return new ToNumber(Setting.column(in, "input"), Setting.column(in, "output"));
  }
}
