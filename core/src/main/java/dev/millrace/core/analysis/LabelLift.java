package dev.millrace.core.analysis;

import dev.millrace.column.ColumnName;
import java.util.List;
import java.util.Objects;

/**
 * How much more often than on average the rows of a value have a label, counted over all rows that
 * have a label.
 *
 * @param label the column
 * @param classes groups of the label with their rows
 * @param values figures of each value and class: those of one column, in the order of the table,
 *     then those of pairs
 */
public record LabelLift(ColumnName label, List<ClassCount> classes, List<ValueLift> values) {
  /** A group of the label. */
  public record ClassCount(String name, long rows) {
    public ClassCount {
      Objects.requireNonNull(name);
    }
  }

  /**
   * A value, or two values that come together.
   *
   * @param columns one or two
   * @param values of each column
   * @param labelClass group of the label
   * @param rows rows with the value
   * @param labelled of them, those of the class
   * @param lift share of the class among these rows, by its share among all rows
   * @param score by how many standard deviations {@code labelled} lies from what is expected of
   *     rows drawn at random; 0 when nothing can vary
   */
  public record ValueLift(
      List<ColumnName> columns,
      List<String> values,
      String labelClass,
      long rows,
      long labelled,
      double lift,
      double score) {
    public ValueLift {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
      Objects.requireNonNull(labelClass);
    }
  }

  public LabelLift {
    Objects.requireNonNull(label);
    classes = List.copyOf(classes);
    values = List.copyOf(values);
  }

  /** Rows that have a label. */
  public long rows() {
    return classes.stream().mapToLong(ClassCount::rows).sum();
  }
}
