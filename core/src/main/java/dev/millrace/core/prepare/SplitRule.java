package dev.millrace.core.prepare;

import dev.millrace.category.CategoryCursor;
import dev.millrace.category.Xxh64;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.time.NamedTime;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which side each row is on, told by the row alone: adding rows, changing their order or reading
 * them on another engine moves none of them.
 */
public sealed interface SplitRule extends Serializable {
  /** Columns the rule looks at. */
  List<ColumnName> columns();

  /** Side of each row. */
  Side[] sides(RowBatch rows);

  /** Which of a row's times decides its side; empty when none does. */
  Optional<NamedTime> time();

  /** What decides the side of a row, for people. */
  String text();

  /**
   * By event time; rows without a time are in the gap.
   *
   * @param column DATE, INSTANT or LOCAL_DATETIME column, or an INT64 one
   * @param trainEnd first time that is not trained on, in the column's own unit
   * @param validationStart first time of the validation rows
   * @param validationEnd first time after them
   * @param testStart first time of the test rows
   */
  record ByTime(
      ColumnName column, long trainEnd, long validationStart, long validationEnd, long testStart)
      implements SplitRule {
    public ByTime {
      if (trainEnd > validationStart
          || validationStart > validationEnd
          || validationEnd > testStart) {
        throw new IllegalArgumentException("the sides of a split by time overlap");
      }
    }

    @Override
    public List<ColumnName> columns() {
      return List.of(column);
    }

    @Override
    public Side[] sides(RowBatch rows) {
      LongColumn times = (LongColumn) rows.values().column(column);
      Side[] sides = new Side[rows.rows()];
      for (int row = 0; row < sides.length; row++) {
        sides[row] = times.isMissing(row) ? Side.GAP : side(times.at(row));
      }
      return sides;
    }

    @Override
    public Optional<NamedTime> time() {
      return Optional.of(NamedTime.EVENT);
    }

    @Override
    public String text() {
      return "by event time (" + column + ")";
    }

    private Side side(long time) {
      if (time < trainEnd) {
        return Side.TRAIN;
      }
      if (time >= testStart) {
        return Side.TEST;
      }
      return time >= validationStart && time < validationEnd ? Side.VALIDATION : Side.GAP;
    }
  }

  /**
   * By the row's hash.
   *
   * @param train share of the rows, 0 to 1
   * @param validation share of the rows; the rest is tested on
   */
  record ByHash(double train, double validation, long seed) implements SplitRule {
    public ByHash {
      Shares.require(train, validation);
    }

    @Override
    public List<ColumnName> columns() {
      return List.of();
    }

    @Override
    public Optional<NamedTime> time() {
      return Optional.empty();
    }

    @Override
    public String text() {
      return "by the hash of the row";
    }

    @Override
    public Side[] sides(RowBatch rows) {
      Side[] sides = new Side[rows.rows()];
      for (int row = 0; row < sides.length; row++) {
        sides[row] = Shares.side(RowHash.unit(rows.ids().hashAt(row), seed), train, validation);
      }
      return sides;
    }
  }

  /**
   * By the hash of a group's name: rows of one group are all on one side. Rows without a group are
   * one group.
   *
   * @param group column that names the group
   */
  record ByGroup(ColumnName group, double train, double validation, long seed)
      implements SplitRule {
    public ByGroup {
      Shares.require(train, validation);
    }

    @Override
    public List<ColumnName> columns() {
      return List.of(group);
    }

    @Override
    public Optional<NamedTime> time() {
      return Optional.empty();
    }

    @Override
    public String text() {
      return "by the hash of the group (" + group + ")";
    }

    @Override
    public Side[] sides(RowBatch rows) {
      Column names = rows.values().column(group);
      CategoryCursor cursor = CategoryCursor.over(names);
      Side[] sides = new Side[rows.rows()];
      for (int row = 0; row < sides.length; row++) {
        long hash =
            cursor.moveTo(row) ? Xxh64.hash(cursor.bytes(), cursor.start(), cursor.length(), 0) : 0;
        sides[row] = Shares.side(RowHash.unit(hash, seed), train, validation);
      }
      return sides;
    }
  }

  /** Shares of the sides, as numbers between 0 and 1. */
  final class Shares {
    private Shares() {}

    static void require(double train, double validation) {
      if (!(train > 0) || !(validation >= 0) || !(train + validation <= 1)) {
        throw new IllegalArgumentException(
            "shares of a split: train " + train + ", validation " + validation);
      }
    }

    static Side side(double unit, double train, double validation) {
      if (unit < train) {
        return Side.TRAIN;
      }
      return unit < train + validation ? Side.VALIDATION : Side.TEST;
    }
  }

  /** Positions of the rows on one side, ascending. */
  default int[] positions(RowBatch rows, Side wanted) {
    Side[] sides = sides(rows);
    int[] kept = new int[sides.length];
    int count = 0;
    for (int row = 0; row < sides.length; row++) {
      if (sides[row] == wanted) {
        kept[count++] = row;
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
