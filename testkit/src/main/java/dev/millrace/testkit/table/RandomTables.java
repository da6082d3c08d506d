package dev.millrace.testkit.table;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random tables from a seed: about a tenth of the cells missing, many values repeated, and the odd
 * ones (NaN, infinities, -0.0, empty and long texts, all of Unicode) frequent.
 */
public final class RandomTables {
  private static final long DAYS = 2_900_000;
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final double[] ODD_DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1e-300,
    Math.PI
  };
  private static final long[] ODD_LONGS = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53};
  private static final List<String> ODD_TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "ä",
          "a\u0308",
          "\u00ff",
          "\uffff",
          "\ud83d\ude00",
          "日本語",
          "NULL",
          "?",
          "\"quoted\"",
          "two\nlines",
          "a,b",
          "x".repeat(300),
          "x".repeat(300) + "y");

  private final SplittableRandom random;

  private RandomTables(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A column of every type, lists of lists included. */
  public static Fields everyType() {
    return Tables.fields(
        "b bool",
        "i int64",
        "f float64",
        "m decimal(18,2)",
        "w decimal(38,10)",
        "t utf8",
        "y bytes",
        "r blob-ref",
        "d date",
        "u instant",
        "l local-datetime",
        "li list<int64>",
        "lt list<utf8>",
        "ll list<list<float64>>",
        "v vector(3)");
  }

  /** Numbers and a text: what large tests are made of. */
  public static Fields few() {
    return Tables.fields("i int64", "f float64", "t utf8");
  }

  /** A table of so many rows; the same arguments give the same table. */
  public static Batch batch(Fields fields, int rows, long seed) {
    RandomTables tables = new RandomTables(seed);
    return Tables.batch(
        fields, IntStream.range(0, rows).mapToObj(row -> tables.row(fields)).toList());
  }

  /** The same rows cut into batches of random sizes, some of them empty. */
  public static List<Batch> split(Batch batch, int most, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Batch> pieces = new ArrayList<>();
    for (int from = 0; from < batch.rows(); ) {
      int to = Math.min(batch.rows(), from + random.nextInt(most + 1));
      pieces.add(batch.select(IntStream.range(from, to).toArray()));
      from = to;
    }
    return pieces;
  }

  /** The positions 0 to {@code rows - 1} in random order. */
  public static int[] permutation(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = IntStream.range(0, rows).toArray();
    for (int i = rows - 1; i > 0; i--) {
      int k = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[k];
      order[k] = swapped;
    }
    return order;
  }

  private List<@Nullable Object> row(Fields fields) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (Field field : fields) {
      cells.add(cell(field.type()));
    }
    return cells;
  }

  private @Nullable Object cell(ColumnType type) {
    return random.nextInt(10) == 0 ? null : value(type);
  }

  private Object value(ColumnType type) {
    return switch (type) {
      case ColumnType.Decimal decimal -> decimal(decimal);
      case ColumnType.ListOf list -> list(list);
      case ColumnType.FixedVector vector ->
          IntStream.range(0, vector.length())
              .mapToObj(i -> (Object) (float) random.nextDouble(-1, 1))
              .toList();
      case ColumnType.Plain plain ->
          switch (plain) {
            case BOOL -> random.nextBoolean();
            case INT64 -> number();
            case FLOAT64 -> real();
            case UTF8 -> text();
            case BYTES -> HexFormat.of().formatHex(bytes());
            case BLOB_REF -> "sha256:" + "0".repeat(63) + random.nextInt(10) + " a/b.png";
            case DATE -> random.nextLong(-700_000, DAYS);
            case INSTANT, LOCAL_DATETIME ->
                random.nextLong(-700_000, DAYS) * DAY_MICROS + random.nextLong(DAY_MICROS);
          };
    };
  }

  private long number() {
    return switch (random.nextInt(4)) {
      case 0 -> ODD_LONGS[random.nextInt(ODD_LONGS.length)];
      case 1 -> random.nextLong();
      default -> random.nextInt(20);
    };
  }

  private double real() {
    return switch (random.nextInt(4)) {
      case 0 -> ODD_DOUBLES[random.nextInt(ODD_DOUBLES.length)];
      case 1 -> random.nextInt(20) * 0.25;
      default -> random.nextDouble(-1000, 1000);
    };
  }

  private BigDecimal decimal(ColumnType.Decimal type) {
    int digits = 1 + random.nextInt(type.precision());
    BigInteger most = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE);
    BigInteger unscaled =
        random.nextInt(8) == 0
            ? most
            : new BigInteger(130, new java.util.Random(random.nextLong())).mod(most);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  private List<@Nullable Object> list(ColumnType.ListOf type) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      elements.add(cell(type.element()));
    }
    return elements;
  }

  private String text() {
    if (random.nextBoolean()) {
      return ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
    }
    StringBuilder out = new StringBuilder();
    for (int left = random.nextInt(12); left > 0; left--) {
      int c = random.nextInt(32, random.nextInt(4) == 0 ? 0x1ffff : 0x7f);
      out.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 'x' : c);
    }
    return out.toString();
  }

  private byte[] bytes() {
    byte[] some = new byte[random.nextInt(6)];
    random.nextBytes(some);
    return some;
  }
}
