package dev.millrace.feature;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Batches of the columns of {@link SampleSteps}, full of the values that break things. */
final class RandomBatch {
  private static final double[] REALS = {
    0.0,
    -0.0,
    -1,
    1,
    3,
    0.1,
    -0.5,
    2.5,
    1e300,
    -1e300,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    -1.0000001,
    0x1p63,
    1e-7
  };
  private static final long[] WHOLES = {
    0, 1, -1, 3, Long.MIN_VALUE, Long.MAX_VALUE, 86_399_999_999L
  };
  private static final String[] TEXTS = {
    "", "a", "Ä", "😀", "3", "true", "unseen", "x".repeat(2_000)
  };
  private static final String[] DECIMALS = {
    "0", "3", "-3.00", "2.50", "123456789012345678.99", "-123456789012345678.99"
  };

  private RandomBatch() {}

  static Batch of(SplittableRandom random, int rows) {
    List<Column> columns = new ArrayList<>();
    for (Field field : SampleSteps.FIELDS) {
      columns.add(column(field.type(), random, rows));
    }
    return new Batch(SampleSteps.FIELDS, columns, rows);
  }

  private static Column column(ColumnType type, SplittableRandom random, int rows) {
    // Some columns have no missing cell, some nothing else: both have paths of their own.
    double missing = new double[] {0, 0.3, 1}[Math.min(2, random.nextInt(7) / 3)];
    @Nullable Integer[] pick = new @Nullable Integer[rows];
    for (int row = 0; row < rows; row++) {
      pick[row] = random.nextDouble() < missing ? null : random.nextInt(1 << 20);
    }
    if (type.equals(ColumnType.FLOAT64)) {
      return Cells.reals(map(pick, new @Nullable Double[rows], i -> REALS[i % REALS.length]));
    }
    if (type.equals(ColumnType.BOOL)) {
      return Cells.bools(map(pick, new @Nullable Boolean[rows], i -> i % 2 == 0));
    }
    if (type.equals(ColumnType.UTF8)) {
      @Nullable String[] texts =
          map(pick, new @Nullable String[rows], i -> TEXTS[i % TEXTS.length]);
      return random.nextInt(2) == 0 ? Cells.texts(texts) : Cells.dictionary(texts);
    }
    if (type instanceof ColumnType.Decimal) {
      return Cells.decimals(
          20, 2, map(pick, new @Nullable String[rows], i -> DECIMALS[i % DECIMALS.length]));
    }
    return Cells.longs(
        type,
        map(
            pick,
            new @Nullable Long[rows],
            i -> i % 3 == 0 ? WHOLES[i % WHOLES.length] : i * 1_000_000_007L - (1L << 48)));
  }

  private static <T> @Nullable T[] map(
      @Nullable Integer[] picks, @Nullable T[] into, java.util.function.IntFunction<T> cell) {
    for (int row = 0; row < picks.length; row++) {
      Integer pick = picks[row];
      into[row] = pick == null ? null : cell.apply(pick);
    }
    return into;
  }
}
