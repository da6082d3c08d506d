package dev.millrace.core.prepare;

import dev.millrace.category.CategoryCursor;
import dev.millrace.category.Xxh64;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowHash;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Which fold a training row is in, told by the row alone, and which folds may tell a row something
 * about labels: never its own.
 */
sealed interface FoldRule extends Serializable {
  /** Columns the rule looks at. */
  List<ColumnName> columns();

  /** Number of folds. */
  int count();

  /** Fold of each row, from 0. */
  int[] folds(RowBatch rows);

  /** True when labels of the first fold may be seen in the second. */
  boolean feeds(int from, int to);

  /** For people. */
  String text();

  /** By the row's hash; every other fold is seen. */
  record ByHash(int count, long seed) implements FoldRule {
    @Override
    public List<ColumnName> columns() {
      return List.of();
    }

    @Override
    public int[] folds(RowBatch rows) {
      int[] folds = new int[rows.rows()];
      for (int row = 0; row < folds.length; row++) {
        folds[row] = (int) (RowHash.unit(rows.ids().hashAt(row), seed) * count);
      }
      return folds;
    }

    @Override
    public boolean feeds(int from, int to) {
      return from != to;
    }

    @Override
    public String text() {
      return "from the other rows of " + count + " folds";
    }
  }

  /** By the hash of a group's name, so that a row sees no label of its group; as splits do it. */
  record ByGroup(ColumnName group, int count, long seed) implements FoldRule {
    public ByGroup {
      Objects.requireNonNull(group);
    }

    @Override
    public List<ColumnName> columns() {
      return List.of(group);
    }

    @Override
    public int[] folds(RowBatch rows) {
      Column names = rows.values().column(group);
      CategoryCursor cursor = CategoryCursor.over(names);
      int[] folds = new int[rows.rows()];
      for (int row = 0; row < folds.length; row++) {
        long hash =
            cursor.moveTo(row) ? Xxh64.hash(cursor.bytes(), cursor.start(), cursor.length(), 0) : 0;
        folds[row] = (int) (RowHash.unit(hash, seed) * count);
      }
      return folds;
    }

    @Override
    public boolean feeds(int from, int to) {
      return from != to;
    }

    @Override
    public String text() {
      return "from the other groups of " + count + " folds";
    }
  }

  /**
   * By time; only earlier folds are seen, and the first sees none.
   *
   * @param column the time column of the split
   * @param edges first times of the folds after the first, ascending
   */
  record Forward(ColumnName column, List<Long> edges) implements FoldRule {
    public Forward {
      Objects.requireNonNull(column);
      edges = List.copyOf(edges);
    }

    @Override
    public List<ColumnName> columns() {
      return List.of(column);
    }

    @Override
    public int count() {
      return edges.size() + 1;
    }

    @Override
    public int[] folds(RowBatch rows) {
      LongColumn times = (LongColumn) rows.values().column(column);
      int[] folds = new int[rows.rows()];
      for (int row = 0; row < folds.length; row++) {
        long time = times.at(row);
        int fold = 0;
        while (fold < edges.size() && edges.get(fold) <= time) {
          fold++;
        }
        folds[row] = fold;
      }
      return folds;
    }

    @Override
    public boolean feeds(int from, int to) {
      return from < to;
    }

    @Override
    public String text() {
      return "from the rows of earlier ones of " + count() + " stretches of time";
    }
  }
}
