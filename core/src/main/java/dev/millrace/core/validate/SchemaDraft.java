package dev.millrace.core.validate;

import dev.millrace.core.validate.TableSchema.NewColumns;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a schema's text says, whether or not it makes sense; {@link SchemaFaults} finds out. */
public record SchemaDraft(
    List<DraftColumn> columns,
    NewColumns newColumns,
    double mostRejected,
    TableExpectations expectations) {
  public SchemaDraft {
    columns = List.copyOf(columns);
    Objects.requireNonNull(newColumns);
    Objects.requireNonNull(expectations);
  }

  public Optional<DraftColumn> find(String name) {
    return columns.stream().filter(column -> column.title().equals(name)).findFirst();
  }
}
