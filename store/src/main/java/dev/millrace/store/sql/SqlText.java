package dev.millrace.store.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement in the making with its parameters in their order. Its text is made of constants of
 * this package and question marks: what callers give is a parameter.
 */
final class SqlText {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  SqlText add(String sql, Object... values) {
    text.append(sql);
    parameters.addAll(List.of(values));
    return this;
  }

  /** Adds {@code (?, ?, ...)} with the values. */
  SqlText addList(List<?> values) {
    text.append(InList.marks(values.size()));
    InList.add(parameters, values);
    return this;
  }

  String text() {
    return text.toString();
  }

  @Nullable Object[] parameters() {
    return parameters.toArray();
  }
}
