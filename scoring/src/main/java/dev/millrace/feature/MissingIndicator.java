package dev.millrace.feature;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Validity;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * 1 where {@link Impute} would fill in, 0 elsewhere: a missing cell of any type, or NaN in a
 * FLOAT64 column. The empty text is a value and gives 0. The column it gives is never missing.
 */
public record MissingIndicator(ColumnName input, ColumnName output) implements RowStep {
  public MissingIndicator {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
  }

  @Override
  public StepKind kind() {
    return StepKind.MISSING_INDICATOR;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from = scope.require(this, input, type -> true, "any type", "");
    return new BoundStep(ColumnType.FLOAT64, (columns, rows) -> indicate(columns[from]));
  }

  private static DoubleColumn indicate(Column in) {
    double[] out = new double[in.rows()];
    DoubleColumn reals = in instanceof DoubleColumn column ? column : null;
    for (int row = 0; row < out.length; row++) {
      boolean absent = in.isMissing(row) || reals != null && Double.isNaN(reals.at(row));
      out[row] = absent ? 1 : 0;
    }
    return DoubleColumn.owning(out, Validity.all(out.length));
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value()).put("output", output.value());
  }

  static MissingIndicator read(JsonObject in) {
    in.only("kind", "input", "output");
    return new MissingIndicator(Setting.column(in, "input"), Setting.column(in, "output"));
  }
}
