package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * {@code (x - mean) / deviation}, where another center and spread of the training rows may stand
 * for the two: median and interquartile range, or 0 and the largest magnitude. Missing stays
 * missing; NaN stays NaN; an infinity stays that infinity; {@code -0.0} is {@code 0.0}.
 *
 * @param mean finite
 * @param deviation finite and above 0; a constant column is fitted with 1, not 0
 */
public record Standardize(ColumnName input, ColumnName output, double mean, double deviation)
    implements RowStep {
  public Standardize {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    Setting.finite("mean", mean);
    if (!(Setting.finite("deviation", deviation) > 0)) {
      throw new IllegalArgumentException("deviation is above 0, got " + deviation);
    }
  }

  @Override
  public StepKind kind() {
    return StepKind.STANDARDIZE;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from = scope.requireNumber(this, input);
    return new BoundStep(
        ColumnType.FLOAT64,
        (columns, rows) -> {
          DoubleColumn in = (DoubleColumn) columns[from];
          double[] out = new double[rows];
          for (int row = 0; row < rows; row++) {
            out[row] = (in.at(row) - mean) / deviation;
          }
          return DoubleColumn.owning(out, in.validity());
        });
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("mean", mean)
        .put("deviation", deviation);
  }

  static Standardize read(JsonObject in) {
    in.only("kind", "input", "output", "mean", "deviation");
    return new Standardize(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        in.real("mean"),
        in.real("deviation"));
  }
}
