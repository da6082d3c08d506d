package dev.millrace.store.sql;

import dev.millrace.spi.search.Condition;
import dev.millrace.spi.search.Condition.Has;
import dev.millrace.spi.search.Condition.Membership;
import dev.millrace.spi.search.Condition.NumberComparison;
import dev.millrace.spi.search.Condition.TextComparison;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.store.sql.SearchTable.Side;

/** Conditions as SQL. */
final class ConditionSql {
  private final SqlSession session;
  private final SearchSubject subject;
  private final TextPatterns patterns;

  ConditionSql(SqlSession session, SearchSubject subject, TextPatterns patterns) {
    this.session = session;
    this.subject = subject;
    this.patterns = patterns;
  }

  /** Adds what is true of the things that meet a condition. */
  void add(SqlText sql, Condition condition) {
    if (condition.field() instanceof SearchField.Attribute attribute) {
      String column = SearchTable.column(attribute.attribute());
      if (condition instanceof Condition.Presence presence) {
        sql.add(column + (presence.has() == Has.PRESENT ? " IS NOT NULL" : " IS NULL"));
      } else {
        test(sql, condition, column, false);
      }
      return;
    }
    Side side = SearchTable.side(subject, condition.field());
    boolean absent = condition instanceof Condition.Presence p && p.has() == Has.ABSENT;
    sql.add(
        (absent ? "NOT EXISTS" : "EXISTS")
            + " (SELECT 1 FROM "
            + side.table()
            + " x WHERE "
            + side.join("x"),
        SearchTable.name(session, subject, condition.field()));
    if (!(condition instanceof Condition.Presence)) {
      sql.add(" AND ");
      test(sql, condition, "x.value", side.mayBeNan());
    }
    sql.add(")");
  }

  /** True when the rows of a condition on a named field of runs lie together in an index. */
  static boolean isIndexed(Condition condition) {
    if (condition.field() instanceof SearchField.Attribute) {
      return false;
    }
    return switch (condition) {
      case Condition.NumberIs is -> is.comparison() != NumberComparison.NOT_EQUAL;
      case Condition.TextIs is -> is.comparison() == TextComparison.EQUAL;
      case Condition.TextIn in -> in.membership() == Membership.IN;
      case Condition.Presence presence -> presence.has() == Has.PRESENT;
    };
  }

  /** Adds what is true of the rows d of a condition that is indexed, so that the index is used. */
  void addIndexed(SqlText sql, Condition condition) {
    sql.add("d.name_id = ?", SearchTable.name(session, subject, condition.field()));
    switch (condition) {
      case Condition.NumberIs is -> {
        sql.add(" AND ");
        test(sql, is, "d.value", true);
      }
      case Condition.TextIs is -> {
        sql.add(" AND substr(d.value, 1, 100) = ?", beginning(is.value()));
        sql.add(" AND ");
        test(sql, is, "d.value", false);
      }
      case Condition.TextIn in -> {
        sql.add(" AND substr(d.value, 1, 100) IN ");
        sql.addList(in.values().stream().map(ConditionSql::beginning).distinct().toList());
        sql.add(" AND ");
        test(sql, in, "d.value", false);
      }
      case Condition.Presence _ -> {}
    }
  }

  /** The part of a text that is in an index: 100 characters. */
  static String beginning(String text) {
    return text.codePointCount(0, text.length()) <= 100
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 100));
  }

  private void test(SqlText sql, Condition condition, String value, boolean mayBeNan) {
    switch (condition) {
      case Condition.NumberIs is -> {
        String nan = value.replace(".value", ".nan");
        String compared = value + " " + operator(is.comparison()) + " ?";
        if (!mayBeNan) {
          sql.add(compared, is.value());
        } else if (is.comparison() == NumberComparison.NOT_EQUAL) {
          sql.add("(" + nan + " = 1 OR " + compared + ")", is.value());
        } else {
          sql.add(nan + " = 0 AND " + compared, is.value());
        }
      }
      case Condition.TextIs is -> {
        switch (is.comparison()) {
          case EQUAL -> sql.add(value + " = ?", is.value());
          case NOT_EQUAL -> sql.add(value + " <> ?", is.value());
          case LIKE -> sql.add(value + " " + patterns.like(), patterns.pattern().apply(is.value()));
          case ILIKE -> sql.add(value + " " + patterns.alike(), is.value());
        }
      }
      case Condition.TextIn in -> {
        sql.add(value + (in.membership() == Membership.IN ? " IN " : " NOT IN "));
        sql.addList(in.values());
      }
      case Condition.Presence presence ->
          throw new IllegalArgumentException("no test: " + presence);
    }
  }

  private static String operator(NumberComparison comparison) {
    return switch (comparison) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "<>";
      case LESS -> "<";
      case AT_MOST -> "<=";
      case GREATER -> ">";
      case AT_LEAST -> ">=";
    };
  }
}
