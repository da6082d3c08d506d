package dev.millrace.store.sql;

import dev.millrace.spi.search.Condition;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SortBy;
import dev.millrace.spi.search.SortKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query as statements. Used within one read. */
final class SearchSelect {
  /** A thing with the keys of its place. */
  record Placed<T>(T thing, List<SortKey> keys) {}

  private final SqlSession session;
  private final SearchQuery query;
  private final SearchScope scope;
  private final ConditionSql conditions;

  SearchSelect(SqlSession session, SearchQuery query, SearchScope scope, TextPatterns patterns) {
    this.session = session;
    this.query = query;
    this.scope = scope;
    this.conditions = new ConditionSql(session, query.subject(), patterns);
  }

  /** The first things after a place, from the table of the subject. */
  <T> List<Placed<T>> all(
      String columns, Optional<List<SortKey>> after, int limit, SqlSession.RowReader<T> reader) {
    List<SortTerm> terms = new ArrayList<>();
    SqlText sql = new SqlText();
    StringBuilder joins = new StringBuilder();
    List<Object> names = new ArrayList<>();
    for (SortBy sort : query.wholeOrder()) {
      terms.add(joined(sort, terms.size(), joins, names));
    }
    select(sql, columns, terms).add(" FROM " + SearchTable.of(query.subject()));
    sql.add(joins.toString(), names.toArray()).add(" WHERE ");
    where(sql);
    return rows(sql, terms, after, limit, reader);
  }

  /** The same, when few rows meet one condition: those are read first, and sorted. */
  <T> List<Placed<T>> byCondition(
      Condition first,
      String columns,
      Optional<List<SortKey>> after,
      int limit,
      SqlSession.RowReader<T> reader) {
    List<SortTerm> terms = new ArrayList<>();
    SqlText sql = new SqlText();
    StringBuilder joins = new StringBuilder();
    List<Object> names = new ArrayList<>();
    for (SortBy sort : query.wholeOrder()) {
      terms.add(joined(sort, terms.size(), joins, names));
    }
    select(sql, columns, terms).add(" FROM ").add(drivenBy(first));
    sql.add(joins.toString(), names.toArray()).add(" WHERE r.id = d.run AND ");
    conditions.addIndexed(sql, first);
    sql.add(" AND ");
    where(sql, first);
    return rows(sql, terms, after, limit, reader);
  }

  /**
   * The same for an order that begins with a named field of runs: those of one rank, in the order
   * of its index. Nothing is sorted, and what is not on the page is not read.
   */
  <T> List<Placed<T>> byOrder(
      int rank,
      String columns,
      Optional<List<SortKey>> after,
      int limit,
      SqlSession.RowReader<T> reader) {
    List<SortBy> order = query.wholeOrder();
    SearchTable.Side side = SearchTable.side(query.subject(), order.getFirst().field());
    Object name = SearchTable.name(session, query.subject(), order.getFirst().field());
    List<SortTerm> terms = new ArrayList<>(List.of(SortTerm.ofRank(order.getFirst(), rank, "d")));
    SqlText sql = new SqlText();
    StringBuilder joins = new StringBuilder();
    List<Object> names = new ArrayList<>();
    for (SortBy sort : order.subList(1, order.size())) {
      terms.add(joined(sort, terms.size(), joins, names));
    }
    select(sql, columns, terms);
    if (rank == 2) {
      sql.add(" FROM tracked_run r").add(joins.toString(), names.toArray());
      sql.add(
          " WHERE NOT EXISTS (SELECT 1 FROM " + side.table() + " x WHERE " + side.join("x") + ")",
          name);
    } else {
      sql.add(" FROM " + side.table() + " d CROSS JOIN tracked_run r");
      sql.add(joins.toString(), names.toArray());
      sql.add(" WHERE r.id = d.run AND d.name_id = ?", name);
      if (side.mayBeNan()) {
        sql.add(" AND d.nan = " + rank);
      }
    }
    sql.add(" AND ");
    where(sql);
    return rows(sql, terms, after, limit, reader);
  }

  /** How many things there are; read by a condition when there is an indexed one. */
  long count(Optional<Condition> first) {
    SqlText sql = new SqlText().add("SELECT count(*) FROM ");
    if (first.isPresent()) {
      sql.add(drivenBy(first.get())).add(" WHERE r.id = d.run AND ");
      conditions.addIndexed(sql, first.get());
      sql.add(" AND ");
      where(sql, first.get());
    } else {
      sql.add(SearchTable.of(query.subject())).add(" WHERE ");
      where(sql);
    }
    return session.one(sql.text(), row -> row.getLong(1), sql.parameters());
  }

  /** How many rows meet an indexed condition; {@code most} when there are that many or more. */
  int estimate(Condition condition, int most) {
    SqlText sql = new SqlText().add("SELECT count(*) FROM (SELECT 1 FROM ");
    sql.add(SearchTable.side(query.subject(), condition.field()).table()).add(" d WHERE ");
    conditions.addIndexed(sql, condition);
    sql.add(" LIMIT ?) AS few", most);
    return session.one(sql.text(), row -> row.getInt(1), sql.parameters());
  }

  private String drivenBy(Condition first) {
    return SearchTable.side(query.subject(), first.field()).table() + " d CROSS JOIN tracked_run r";
  }

  private SortTerm joined(SortBy sort, int place, StringBuilder joins, List<Object> names) {
    if (sort.field() instanceof SearchField.Attribute attribute) {
      return SortTerm.ofAttribute(sort, attribute);
    }
    String alias = "o" + place;
    SearchTable.Side side = SearchTable.side(query.subject(), sort.field());
    joins.append(" LEFT JOIN " + side.table() + " " + alias + " ON " + side.join(alias));
    names.add(SearchTable.name(session, query.subject(), sort.field()));
    return SortTerm.ofSide(sort, side, alias);
  }

  private static SqlText select(SqlText sql, String columns, List<SortTerm> terms) {
    sql.add("SELECT " + columns);
    for (int i = 0; i < terms.size(); i++) {
      sql.add(", " + terms.get(i).selected(i));
    }
    return sql;
  }

  private void where(SqlText sql, Condition... done) {
    scope.add(sql);
    for (Condition condition : query.conditions()) {
      if (done.length == 0 || !condition.equals(done[0])) {
        sql.add(" AND ");
        conditions.add(sql, condition);
      }
    }
  }

  private <T> List<Placed<T>> rows(
      SqlText sql,
      List<SortTerm> terms,
      Optional<List<SortKey>> after,
      int limit,
      SqlSession.RowReader<T> reader) {
    after.ifPresent(keys -> addAfter(sql, terms, keys));
    List<String> order = new ArrayList<>();
    terms.forEach(term -> term.addOrder(order));
    sql.add(" ORDER BY " + String.join(", ", order) + " LIMIT ?", limit);
    return session.list(
        sql.text(), row -> new Placed<>(reader.read(row), keys(terms, row)), sql.parameters());
  }

  private static void addAfter(SqlText sql, List<SortTerm> terms, List<SortKey> keys) {
    terms.getFirst().addSeek(sql, keys.getFirst());
    sql.add(" AND (");
    for (int i = 0; i < terms.size(); i++) {
      sql.add(i == 0 ? "(" : " OR (");
      for (int j = 0; j < i; j++) {
        terms.get(j).addSame(sql, keys.get(j));
        sql.add(" AND ");
      }
      terms.get(i).addAfter(sql, keys.get(i));
      sql.add(")");
    }
    sql.add(")");
  }

  private static List<SortKey> keys(List<SortTerm> terms, ResultSet row) throws SQLException {
    List<SortKey> keys = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      keys.add(terms.get(i).read(row, i));
    }
    return keys;
  }
}
