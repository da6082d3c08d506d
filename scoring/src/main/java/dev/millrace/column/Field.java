package dev.millrace.column;

import java.util.Objects;

/** A named, typed column of a table. */
public record Field(ColumnName name, ColumnType type) {
  public Field {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
  }

  public static Field of(String name, ColumnType type) {
    return new Field(new ColumnName(name), type);
  }
}
