package dev.millrace.store.sql;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.ChainCheck;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies all metadata of a home from one database into another, of whatever kind, which holds none:
 * every table, in one transaction, and not committed unless every table has as many rows as it had
 * and the chain of events is whole and ends as it did.
 */
public final class TableCopy {
  /** Databases bind a bounded number of values in one statement. */
  private static final int VALUES = 900;

  /** What migrations themselves put into a new database. */
  private static final Set<String> SEEDED = Set.of("project", "experiment");

  private final SqlSession from;
  private final SqlSession into;

  private TableCopy(SqlSession from, SqlSession into) {
    this.from = from;
    this.into = into;
  }

  /**
   * What was copied.
   *
   * @param rows of each table
   * @param events the chain, which is whole
   */
  public record Copied(Map<String, Long> rows, ChainCheck.Whole events) {
    public Copied {
      rows = Map.copyOf(rows);
    }

    public long allRows() {
      return rows.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Copies one state, while others go on writing. CONFLICT when there is something already. */
  public static Copied copy(Transactions from, Transactions into) {
    return from.read(
        reading -> into.write(writing -> new TableCopy(reading, writing.session()).all()));
  }

  /**
   * Copies while nobody else writes to where it comes from.
   *
   * @param note event that the copy has beyond what was copied
   */
  public static Copied move(Transactions from, Transactions into, UpkeepNote note) {
    return from.write(
        reading ->
            into.write(
                writing -> {
                  Copied copied = new TableCopy(reading.session(), writing.session()).all();
                  writing.append(note.change(), note.draft());
                  return copied;
                }));
  }

  private Copied all() {
    List<TableShape> tables = TableShape.all(from);
    requireEmpty();
    into.execute("DELETE FROM experiment");
    into.execute("DELETE FROM project");
    Map<String, Long> rows = new TreeMap<>();
    for (TableShape table : tables) {
      copy(table);
      rows.put(table.name(), requireAll(table));
    }
    return new Copied(rows, requireChain());
  }

  private void requireEmpty() {
    for (TableShape table : TableShape.all(into)) {
      if (!SEEDED.contains(table.name()) && count(into, table) > 0) {
        throw Problem.of(ErrorCode.CONFLICT, "the database that is to take the metadata has some")
            .found(count(into, table) + " rows in table " + table.name())
            .allowed("none")
            .next("Name an empty database or schema; nothing was copied")
            .asException();
      }
    }
  }

  private void copy(TableShape table) {
    int most = Math.max(1, VALUES / table.columns().size());
    List<@Nullable Object> left =
        from.fold(
            table.select(),
            new ArrayList<@Nullable Object>(),
            (values, row) -> {
              add(values, table, row);
              if (values.size() == most * table.columns().size()) {
                put(table, values);
                values.clear();
              }
              return values;
            });
    if (!left.isEmpty()) {
      put(table, left);
    }
  }

  private static void add(List<@Nullable Object> values, TableShape table, ResultSet row)
      throws SQLException {
    for (String column : table.columns()) {
      values.add(row.getObject(column));
    }
  }

  private void put(TableShape table, List<@Nullable Object> values) {
    into.execute(table.insert(values.size() / table.columns().size()), values.toArray());
  }

  private long requireAll(TableShape table) {
    long before = count(from, table);
    long after = count(into, table);
    if (before != after) {
      throw failed("table " + table.name(), before + " rows", after + " rows");
    }
    return after;
  }

  private ChainCheck.Whole requireChain() {
    ChainCheck before = SqlEventLog.verify(from);
    ChainCheck after = SqlEventLog.verify(into);
    if (after instanceof ChainCheck.Whole whole && before.equals(after)) {
      return whole;
    }
    throw failed("chain of events", before.toString(), after.toString());
  }

  private static RuntimeException failed(String what, String before, String after) {
    return Problem.of(
            ErrorCode.STORE_FAILED, "the copy of the metadata is not the same; it was not kept")
        .at(what)
        .found(after)
        .allowed(before)
        .next("Look at both with 'millrace doctor'; report this with the log")
        .asException();
  }

  private static long count(SqlSession session, TableShape table) {
    return session.one("SELECT COUNT(*) FROM " + table.name(), row -> row.getLong(1));
  }
}
