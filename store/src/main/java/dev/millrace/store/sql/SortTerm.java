package dev.millrace.store.sql;

import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SortBy;
import dev.millrace.spi.search.SortKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A part of an order as SQL.
 *
 * @param rank 0 for a value, 1 for NaN, 2 for none, as in {@link SortKey}: an expression, or one
 *     digit when it is the same for all
 * @param value the expression of the value; absent when there is none in what is selected
 * @param indexed whether the rows come from an index over the beginnings of texts
 */
record SortTerm(SortBy sort, String rank, Optional<String> value, boolean indexed) {
  static SortTerm ofAttribute(SortBy sort, SearchField.Attribute field) {
    String column = SearchTable.column(field.attribute());
    String rank =
        SearchTable.mayBeAbsent(field.attribute())
            ? "CASE WHEN " + column + " IS NULL THEN 2 ELSE 0 END"
            : "0";
    return new SortTerm(sort, rank, Optional.of(column), false);
  }

  /** Of a table that is joined under a name, and may have no row. */
  static SortTerm ofSide(SortBy sort, SearchTable.Side side, String alias) {
    String nan = side.mayBeNan() ? " WHEN " + alias + ".nan = 1 THEN 1" : "";
    return new SortTerm(
        sort,
        "CASE WHEN " + alias + ".value IS NULL THEN 2" + nan + " ELSE 0 END",
        Optional.of(alias + ".value"),
        false);
  }

  /** Of a query for those of one rank alone. */
  static SortTerm ofRank(SortBy sort, int rank, String alias) {
    return new SortTerm(
        sort,
        Integer.toString(rank),
        rank == 0 ? Optional.of(alias + ".value") : Optional.empty(),
        rank == 0 && sort.field().kind() == SearchField.Kind.TEXT);
  }

  boolean hasOneRank() {
    return rank.length() == 1;
  }

  String selected(int place) {
    return rank + " AS rank" + place + ", " + value.orElse("NULL") + " AS value" + place;
  }

  SortKey read(ResultSet row, int place) throws SQLException {
    return switch (row.getInt("rank" + place)) {
      case 0 ->
          sort.field().kind() == SearchField.Kind.TEXT
              ? new SortKey.Text(row.getString("value" + place))
              : SortKey.of(row.getDouble("value" + place));
      case 1 -> SortKey.Last.NAN;
      default -> SortKey.Last.ABSENT;
    };
  }

  /** Adds its part of ORDER BY; nothing when all have the same. */
  void addOrder(List<String> parts) {
    String direction = descends() ? " DESC" : "";
    if (!hasOneRank()) {
      parts.add(rank);
    }
    if (value.isPresent()) {
      if (indexed) {
        parts.add("substr(" + value.get() + ", 1, 100)" + direction);
      }
      parts.add(value.get() + direction);
    }
  }

  /** Adds what is true of those that come after a key in this part. */
  void addAfter(SqlText sql, SortKey key) {
    if (key.rank() > 0) {
      sql.add(hasOneRank() ? "0 = 1" : rank + " > " + key.rank());
      return;
    }
    String later = value.orElseThrow() + (descends() ? " < ?" : " > ?");
    sql.add(hasOneRank() ? later : "(" + rank + " > 0 OR " + later + ")", parameter(key));
  }

  /** Adds what is true of those that have the same key in this part. */
  void addSame(SqlText sql, SortKey key) {
    if (key.rank() > 0) {
      sql.add(hasOneRank() ? "1 = 1" : rank + " = " + key.rank());
      return;
    }
    String same = value.orElseThrow() + " = ?";
    sql.add(hasOneRank() ? same : "(" + rank + " = 0 AND " + same + ")", parameter(key));
  }

  /**
   * Adds what lets an index begin at a key, when all have a value: true of more than come after.
   */
  void addSeek(SqlText sql, SortKey key) {
    if (hasOneRank() && key.rank() == 0) {
      String compared = descends() ? " <= ?" : " >= ?";
      if (indexed && key instanceof SortKey.Text text) {
        sql.add(
            " AND substr(" + value.orElseThrow() + ", 1, 100)" + compared,
            ConditionSql.beginning(text.value()));
      } else {
        sql.add(" AND " + value.orElseThrow() + compared, parameter(key));
      }
    }
  }

  private boolean descends() {
    return sort.direction() == SortBy.Direction.DESCENDING;
  }

  private static Object parameter(SortKey key) {
    return switch (key) {
      case SortKey.Amount number -> number.value();
      case SortKey.Text text -> text.value();
      case SortKey.Last last -> throw new IllegalArgumentException("no value: " + last);
    };
  }
}
