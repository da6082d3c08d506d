package dev.millrace.core.validate;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is expected of a table. Reviewed by people, versioned by its digest.
 *
 * @param newColumns what happens to columns the schema does not name; they are never landed
 * @param mostRejected largest share of records that may be unreadable, 0 to 1
 * @param expectations what is checked on the statistics of the whole table
 */
public record TableSchema(
    List<ColumnRule> columns,
    NewColumns newColumns,
    double mostRejected,
    TableExpectations expectations) {
  /** What happens to columns the schema does not name. */
  public enum NewColumns {
    IGNORE,
    WARN,
    REFUSE
  }

  public TableSchema {
    columns = List.copyOf(columns);
    Objects.requireNonNull(newColumns);
    Objects.requireNonNull(expectations);
    new Fields(columns.stream().map(ColumnRule::field).toList()); // names are unique
    if (!(mostRejected >= 0 && mostRejected <= 1)) {
      throw new IllegalArgumentException("a share is between 0 and 1, got " + mostRejected);
    }
  }

  /** A schema that expects nothing of the table as a whole. */
  public TableSchema(List<ColumnRule> columns, NewColumns newColumns, double mostRejected) {
    this(columns, newColumns, mostRejected, TableExpectations.NONE);
  }

  /** The rules alone: the same for a schema just inferred and for one read from its file. */
  public TableSchema withoutReasons() {
    return new TableSchema(
        columns.stream().map(rule -> rule.withReasons(Map.of())).toList(),
        newColumns,
        mostRejected,
        expectations);
  }

  public Optional<ColumnRule> find(ColumnName name) {
    return columns.stream().filter(rule -> rule.field().name().equals(name)).findFirst();
  }

  /** This schema with a rule in place of the one of the same name, or added at the end. */
  public TableSchema with(ColumnRule rule) {
    List<ColumnRule> changed = new ArrayList<>();
    boolean found = false;
    for (ColumnRule column : columns) {
      boolean same = column.field().name().equals(rule.field().name());
      found |= same;
      changed.add(same ? rule : column);
    }
    if (!found) {
      changed.add(rule);
    }
    return new TableSchema(changed, newColumns, mostRejected, expectations);
  }
}
