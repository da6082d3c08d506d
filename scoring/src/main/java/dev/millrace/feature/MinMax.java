package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * {@code (x - min) / (max - min)}: 0 at the smallest training value, 1 at the largest, beyond them
 * outside of {@code [0, 1]}; a {@link Clip} before it keeps it inside. Missing stays missing; NaN
 * stays NaN; an infinity stays that infinity.
 *
 * @param min finite
 * @param max finite, above {@code min}, with a finite distance to it
 */
public record MinMax(ColumnName input, ColumnName output, double min, double max)
    implements RowStep {
  public MinMax {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    Setting.finite("min", min);
    Setting.finite("max", max);
    if (!(Setting.finite("max - min", max - min) > 0)) {
      throw new IllegalArgumentException("max is above min, got " + min + " and " + max);
    }
  }

  @Override
  public StepKind kind() {
    return StepKind.MIN_MAX;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from = scope.requireNumber(this, input);
    double width = max - min;
    return new BoundStep(
        ColumnType.FLOAT64,
        (columns, rows) -> {
          DoubleColumn in = (DoubleColumn) columns[from];
          double[] out = new double[rows];
          for (int row = 0; row < rows; row++) {
            out[row] = (in.at(row) - min) / width;
          }
          return DoubleColumn.owning(out, in.validity());
        });
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("min", min)
        .put("max", max);
  }

  static MinMax read(JsonObject in) {
    in.only("kind", "input", "output", "min", "max");
    return new MinMax(
        Setting.column(in, "input"), Setting.column(in, "output"), in.real("min"), in.real("max"));
  }
}
