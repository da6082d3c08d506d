package dev.millrace.expression;

import dev.millrace.category.Cells;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random tables with two columns of each type, full of the values that break things. */
final class RandomTrips {
  private static final long[] LONGS = {
    0, 1, -1, 2, 7, 100, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1
  };
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    2.5,
    0.1,
    1e300,
    0x1p53,
    0x1p63,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "ab",
          "ba",
          " a ",
          "é",
          "ß",
          "😀a",
          "12",
          "-7",
          "0.5",
          "NaN",
          "2016-02-29",
          "2016-02-29T08:15Z",
          "2016-02-29 08:15:30.25",
          "9223372036854775807",
          "1e3",
          "true");

  private final SplittableRandom random;
  private final int rows;

  private RandomTrips(SplittableRandom random, int rows) {
    this.random = random;
    this.rows = rows;
  }

  /** Columns {@code i1 i2 x1 x2 b1 b2 s1 s2 d1 d2 t1 t2 l1 l2}; {@code s2} has a dictionary. */
  static Batch table(SplittableRandom random, int rows) {
    RandomTrips trips = new RandomTrips(random, rows);
    return Evaluations.table(
        "i1", trips.longs(ColumnType.INT64, trips::aLong),
        "i2", trips.longs(ColumnType.INT64, () -> (long) random.nextInt(4)),
        "x1", trips.reals(),
        "x2", trips.reals(),
        "b1", trips.bools(),
        "b2", trips.bools(),
        "s1", Cells.texts(trips.texts()),
        "s2", Cells.dictionary(trips.texts()),
        "d1", trips.longs(ColumnType.DATE, trips::aLong),
        "d2", trips.longs(ColumnType.DATE, () -> random.nextLong(-50_000, 50_000)),
        "t1", trips.longs(ColumnType.INSTANT, trips::aLong),
        "t2", trips.longs(ColumnType.INSTANT, () -> random.nextLong() >> 10),
        "l1", trips.longs(ColumnType.LOCAL_DATETIME, trips::aLong),
        "l2", trips.longs(ColumnType.LOCAL_DATETIME, () -> random.nextLong() >> 10));
  }

  static String aText(SplittableRandom random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private long aLong() {
    return LONGS[random.nextInt(LONGS.length)];
  }

  private boolean isMissing() {
    return random.nextInt(6) == 0;
  }

  private Column longs(ColumnType type, Supplier<Long> values) {
    @Nullable Long[] cells = new Long[rows];
    for (int i = 0; i < rows; i++) {
      cells[i] = isMissing() ? null : values.get();
    }
    return Cells.longs(type, cells);
  }

  private Column reals() {
    @Nullable Double[] cells = new Double[rows];
    for (int i = 0; i < rows; i++) {
      cells[i] = isMissing() ? null : DOUBLES[random.nextInt(DOUBLES.length)];
    }
    return Cells.reals(cells);
  }

  private Column bools() {
    @Nullable Boolean[] cells = new Boolean[rows];
    for (int i = 0; i < rows; i++) {
      cells[i] = isMissing() ? null : random.nextInt(2) == 0;
    }
    return Cells.bools(cells);
  }

  private @Nullable String[] texts() {
    @Nullable String[] cells = new String[rows];
    for (int i = 0; i < rows; i++) {
      cells[i] = isMissing() ? null : aText(random);
    }
    return cells;
  }
}
