package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * {@code low} below {@code low}, {@code high} above {@code high}, the value itself between them.
 * The infinities are clipped like any number; {@code -0.0} stays where 0 is inside. Missing stays
 * missing; NaN stays NaN.
 *
 * @param low {@code -infinity} for no bound on this side
 * @param high {@code +infinity} for no bound on this side; not below {@code low}
 */
public record Clip(ColumnName input, ColumnName output, double low, double high)
    implements RowStep {
  public Clip {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    boolean open = low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY;
    if (!(low <= high)
        || low == Double.POSITIVE_INFINITY
        || high == Double.NEGATIVE_INFINITY
        || open) {
      throw new IllegalArgumentException(
          "a clip has a low bound that is not above its high bound, or one of them; got "
              + low
              + " and "
              + high);
    }
  }

  @Override
  public StepKind kind() {
    return StepKind.CLIP;
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
            double x = in.at(row);
            double raised = x < low ? low : x;
            out[row] = raised > high ? high : raised;
          }
          return DoubleColumn.owning(out, in.validity());
        });
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    out.put("input", input.value()).put("output", output.value());
    if (low != Double.NEGATIVE_INFINITY) {
      out.put("low", low);
    }
    if (high != Double.POSITIVE_INFINITY) {
      out.put("high", high);
    }
    return out;
  }

  static Clip read(JsonObject in) {
    in.only("kind", "input", "output", "low", "high");
    return new Clip(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        in.find("low").isPresent() ? in.real("low") : Double.NEGATIVE_INFINITY,
        in.find("high").isPresent() ? in.real("high") : Double.POSITIVE_INFINITY);
  }
}
