package dev.millrace.feature;

import dev.millrace.category.CategoryCursor;
import dev.millrace.category.Xxh64;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import java.util.List;
import java.util.Objects;

/**
 * A category hashed into one of a fixed number of codes: {@link Xxh64} of its canonical text
 * ({@link CategoryCursor}) under the seed, as an unsigned number modulo {@code buckets}. Knows no
 * values, so none is unseen and none is kept; the price is that categories collide. The empty text
 * is hashed like any other; missing and NaN become missing.
 *
 * @param buckets 2 to 1,048,576
 */
public record Hashing(ColumnName input, ColumnName output, int buckets, long seed)
    implements CodeStep {
  private static final int MOST_BUCKETS = 1 << 20;

  public Hashing {
    Objects.requireNonNull(input);
    Objects.requireNonNull(output);
    if (buckets < 2 || buckets > MOST_BUCKETS) {
      throw new IllegalArgumentException(
          "hashing takes 2 to " + MOST_BUCKETS + " buckets, got " + buckets);
    }
  }

  @Override
  public StepKind kind() {
    return StepKind.HASHING;
  }

  @Override
  public List<ColumnName> inputs() {
    return List.of(input);
  }

  @Override
  public int codes() {
    return buckets;
  }

  @Override
  public String slotSuffix(int code) {
    return "#" + code;
  }

  @Override
  public BoundStep bind(StepScope scope) {
    int from =
        scope.require(
            this,
            input,
            CategoryCursor::reads,
            "utf8, int64, float64, decimal, bool, date",
            "Take a date-part first, or leave the column out.");
    return new BoundStep(
        ColumnType.INT64,
        (columns, rows) ->
            columns[from] instanceof BytesColumn text
                    && text.hasDictionary()
                    && text.entries() <= rows
                ? byEntry(text)
                : byRow(columns[from]));
  }

  private long code(byte[] bytes, int start, int length) {
    return Long.remainderUnsigned(Xxh64.hash(bytes, start, length, seed), buckets);
  }

  private LongColumn byEntry(BytesColumn text) {
    long[] ofEntry = new long[text.entries()];
    for (int entry = 0; entry < ofEntry.length; entry++) {
      ofEntry[entry] = code(text.data(), text.entryStart(entry), text.entryLength(entry));
    }
    long[] out = new long[text.rows()];
    for (int row = 0; row < out.length; row++) {
      out[row] = text.isMissing(row) ? 0 : ofEntry[text.entryAt(row)];
    }
    return LongColumn.owning(ColumnType.INT64, out, text.validity());
  }

  private LongColumn byRow(Column column) {
    CategoryCursor cursor = CategoryCursor.over(column);
    long[] out = new long[column.rows()];
    ValidityBuilder validity = new ValidityBuilder();
    for (int row = 0; row < out.length; row++) {
      if (cursor.moveTo(row)) {
        out[row] = code(cursor.bytes(), cursor.start(), cursor.length());
      } else {
        validity.missing(row);
      }
    }
    return LongColumn.owning(ColumnType.INT64, out, validity.build(out.length));
  }

  @Override
  public MembersBuilder write(MembersBuilder out) {
    return out.put("input", input.value())
        .put("output", output.value())
        .put("buckets", buckets)
        .put("seed", seed);
  }

  static Hashing read(JsonObject in) {
    in.only("kind", "input", "output", "buckets", "seed");
    return new Hashing(
        Setting.column(in, "input"),
        Setting.column(in, "output"),
        in.integer("buckets"),
        in.whole("seed"));
  }
}
