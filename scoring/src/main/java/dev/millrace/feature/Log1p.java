package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * {@code ln(1 + x)} by StrictMath. There is no finite logarithm at {@code -1} and below: such cells
 * become missing, {@code -infinity} included; a {@link Clip} before or an {@link Impute} after it
 * decides otherwise. Missing stays missing; NaN stays NaN; {@code +infinity} and {@code -0.0} stay.
 */
public record Log1p(ColumnName input, ColumnName output) implements RowStep {
  public Log1p {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
  }

  @Override
  public StepKind kind() {
    return StepKind.LOG1P;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from = scope.requireNumber(this, input);
    return new BoundStep(
        ColumnType.FLOAT64, (columns, rows) -> logarithms((DoubleColumn) columns[from]));
  }

  private static DoubleColumn logarithms(DoubleColumn in) {
    int rows = in.rows();
    double[] out = new double[rows];
    boolean allDefined = true;
    for (int row = 0; row < rows; row++) {
      double x = in.at(row);
      allDefined &= !(x <= -1);
      out[row] = StrictMath.log1p(x);
    }
    if (allDefined) {
      return DoubleColumn.owning(out, in.validity());
    }
    ValidityBuilder defined = new ValidityBuilder();
    for (int row = 0; row < rows; row++) {
      if (in.isMissing(row) || in.at(row) <= -1) {
        defined.missing(row);
      }
    }
    return DoubleColumn.owning(out, defined.build(rows));
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value()).put("output", output.value());
  }

  static Log1p read(JsonObject in) {
    in.only("kind", "input", "output");
    return new Log1p(Setting.column(in, "input"), Setting.column(in, "output"));
  }
}
