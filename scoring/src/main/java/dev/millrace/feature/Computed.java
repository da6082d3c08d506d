package dev.millrace.feature;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.expression.BoundExpression;
import dev.millrace.expression.Expression;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A column computed by an expression over other columns. Missing cells, NaN, the infinities and
 * types follow the rules of the expression language; nothing in a row makes it fail. Two steps
 * whose expressions say the same are equal, and the JSON form holds the expression's one text.
 */
public record Computed(ColumnName output, Expression expression) implements RowStep {
  public Computed {
    Objects.requireNonNull(output);
    Objects.requireNonNull(expression);
  }

  @Override
  public StepKind kind() {
    return StepKind.COMPUTED;
  }

  /** The columns the expression names. */
  @Override
  public List<ColumnName> inputs() {
    return expression.columns();
  }

  @Override
  public BoundStep bind(StepScope scope) {
    List<Field> fields = new ArrayList<>();
    List<Integer> found = new ArrayList<>();
    for (ColumnName name : inputs()) {
      int position = scope.require(this, name, type -> true, "any type", "");
      found.add(position);
      fields.add(new Field(name, scope.typeAt(position)));
    }
    int[] positions = found.stream().mapToInt(Integer::intValue).toArray();
    BoundExpression bound = bind(new Fields(fields));
    return new BoundStep(
        bound.type(), (columns, rows) -> evaluate(bound, positions, columns, rows));
  }

  private BoundExpression bind(Fields fields) {
    try {
      return expression.bind(fields);
    } catch (MillraceException e) {
      List<Problem> placed =
          e.problems().stream()
              .map(problem -> problem.at(StepScope.place(this) + ", " + problem.where()))
              .toList();
      throw new MillraceException(placed, e);
    }
  }

  private static Column evaluate(
      BoundExpression bound, int[] positions, Column[] columns, int rows) {
    Column[] chosen = new Column[positions.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = columns[positions[i]];
    }
    return bound.evaluate(new Batch(bound.fields(), Arrays.asList(chosen), rows));
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("output", output.value()).put("expression", expression.text());
  }

  static Computed read(JsonObject in) {
    in.only("kind", "output", "expression");
    return new Computed(Setting.column(in, "output"), Expression.parse(in.text("expression")));
  }
}
