package dev.millrace.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The columns of a table in order; names are unique. */
public final class Fields implements Iterable<Field> {
  private final List<Field> fields;
  private final Map<ColumnName, Integer> positions;

  public Fields(List<Field> fields) {
    this.fields = List.copyOf(fields);
    this.positions = new HashMap<>();
    for (int i = 0; i < this.fields.size(); i++) {
      if (positions.put(this.fields.get(i).name(), i) != null) {
        throw new IllegalArgumentException(
            "column '" + this.fields.get(i).name() + "' occurs twice");
      }
    }
  }

  public static Fields of(Field... fields) {
    return new Fields(List.of(fields));
  }

  public int size() {
    return fields.size();
  }

  public Field at(int position) {
    return fields.get(position);
  }

  public List<Field> asList() {
    return fields;
  }

  /** Position of the column of this name, when there is one. */
  public OptionalInt find(ColumnName name) {
    Integer position = positions.get(name);
    return position == null ? OptionalInt.empty() : OptionalInt.of(position);
  }

  /** Position of a column that must be there; an {@link IllegalArgumentException} names it. */
  public int require(ColumnName name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("no column named '" + name + "'"));
  }

  /** These columns with one more at the end. */
  public Fields plus(Field field) {
    List<Field> all = new ArrayList<>(fields);
    all.add(field);
    return new Fields(all);
  }

  @Override
  public Iterator<Field> iterator() {
    return fields.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fields that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
