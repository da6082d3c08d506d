package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The columns a step may read: those of the batch, then those given by the steps before it. Grows
 * while a plan is bound; used by one thread.
 */
public final class StepScope {
  private final List<Field> fields = new ArrayList<>();
  private final Map<ColumnName, Integer> positions = new HashMap<>();

  /** Starts with the columns of a batch. */
  public StepScope(Fields batch) {
    batch.forEach(this::add);
  }

  /** Adds a column; an {@link IllegalArgumentException} when the name is taken. */
  void add(Field field) {
    if (positions.putIfAbsent(field.name(), fields.size()) != null) {
      throw new IllegalArgumentException("column '" + field.name() + "' occurs twice");
    }
    fields.add(field);
  }

  /** Position of a column, when there is one of this name. */
  public OptionalInt find(ColumnName name) {
    Integer position = positions.get(name);
    return position == null ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /** Type of the column at a position. */
  public ColumnType typeAt(int position) {
    return fields.get(position).type();
  }

  /** All columns known by now. */
  Fields fields() {
    return new Fields(fields);
  }

  /** Position of a column a step calculates with. */
  int requireNumber(RowStep step, ColumnName name) {
    return require(
        step,
        name,
        ColumnType.FLOAT64::equals,
        "float64",
        "Put a to-number step before it, or leave the column out.");
  }

  /** Position of a column of one of the types a step takes. */
  int require(
      RowStep step, ColumnName name, Predicate<ColumnType> takes, String allowed, String next) {
    OptionalInt position = find(name);
    if (position.isEmpty()) {
      throw Problem.of(ErrorCode.FEATURE_STEP_INVALID, "the step reads a column nobody gives")
          .at(place(step))
          .found(name)
          .next("Name an input of the plan or the output of an earlier step.")
          .asException();
    }
    ColumnType type = typeAt(position.getAsInt());
    if (!takes.test(type)) {
      throw Problem.of(
              ErrorCode.FEATURE_STEP_INVALID, "the step does not take the type of '" + name + "'")
          .at(place(step))
          .found(type.text())
          .allowed(allowed)
          .next(next)
          .asException();
    }
    return position.getAsInt();
  }

  /** Where a problem with a step is. */
  static String place(RowStep step) {
    return "step " + step.kind().text() + " that gives '" + step.output() + "'";
  }
}
