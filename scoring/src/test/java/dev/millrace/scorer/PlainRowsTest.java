package dev.millrace.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.error.MillraceException;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows are read the same in one pass over the bytes and value by value, or left to the latter. */
class PlainRowsTest {
  private static final Fields FIELDS =
      Fields.of(
          Field.of("flag", ColumnType.BOOL),
          Field.of("count", ColumnType.INT64),
          Field.of("amount", ColumnType.FLOAT64),
          Field.of("näme", ColumnType.UTF8),
          Field.of("day", ColumnType.DATE),
          Field.of("at", ColumnType.INSTANT),
          Field.of("local", ColumnType.LOCAL_DATETIME),
          Field.of("raw", ColumnType.BYTES),
          Field.of("price", new ColumnType.Decimal(9, 2)));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-7",
          "12",
          "3.0",
          "2.5",
          "-0.0",
          "1e2",
          "1e400",
          "9223372036854775807",
          "9223372036854775808",
          "123456789.25",
          "\"\"",
          "\"abc\"",
          "\"Zoë 😀\"",
          "\"a\\\"b\\u00e9\"",
          "\"\\ud800\"",
          "\"AQI=\"",
          "\"12.25\"",
          "\"2026-01-31\"",
          "\"2026-02-30\"",
          "\"2026-01-31T08:00:00Z\"",
          "\"2026-01-31T08:00:00.1234567Z\"",
          "\"2026-01-31T08:00:00+01:00\"",
          "\"2026-01-31T08:00:00\"",
          "\"2026-01-31T08:00\"",
          "\"2026-01-31 08:00:00Z\"",
          "\"1969-12-31T23:59:59.9999999Z\"",
          "[]",
          "[1]",
          "{}",
          "{\"a\":1}",
          "nul",
          "01",
          "-",
          "");

  private static final List<String> FITTING =
      List.of(
          "true",
          "12",
          "2.5",
          "\"Zoë\"",
          "\"2026-01-31\"",
          "\"2026-01-31T08:00:00Z\"",
          "\"2026-01-31T08:00:00\"",
          "\"AQI=\"",
          "12.25");

  private static final List<String> UNUSED = List.of("spare", "größe");

  private final RowReader reader = new RowReader(FIELDS).letting(schema());

  /** As a server has it: the names of all columns, those that are read among them. */
  private static Set<String> schema() {
    Set<String> names = new HashSet<>(UNUSED);
    FIELDS.forEach(field -> names.add(field.name().value()));
    return names;
  }

  @Test
  void rowsAsProgramsWriteThemAreReadInOnePass() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      String rows = rows(random, 1 + random.nextInt(3), 0);
      assertThat(plain(rows)).as(rows).isPresent().isEqualTo(byValue(rows));
    }
    assertThat(plain("[]")).isEqualTo(byValue("[]")).isPresent();
  }

  @Test
  void whateverComesIsReadTheSameOrLeft() {
    Random random = new Random(2);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      String rows = rows(random, 1 + random.nextInt(2), 0.05);
      if (random.nextInt(3) == 0) {
        int at = random.nextInt(rows.length());
        String put =
            List.of("", ",", "}", "]", "\"", "\\", " ", "\t", "\u0000", "{", "x")
                .get(random.nextInt(11));
        rows = rows.substring(0, at) + put + rows.substring(at + random.nextInt(2));
      }
      Optional<List<String>> plain = plain(rows);
      if (plain.isPresent()) {
        read++;
        assertThat(plain).as(rows).isEqualTo(byValue(rows));
      }
    }
    assertThat(read).isBetween(4_000, 16_000);
  }

  @Test
  void bytesThatAreNoTextAreLeft() {
    Fields one = Fields.of(Field.of("n", ColumnType.UTF8));
    byte[] json = "{\"n\":\"é\"}".getBytes(StandardCharsets.UTF_8);
    json[json.length - 3] = 'x';
    assertThat(new RowReader(one).readPlain(json, 0, json.length)).isEmpty();
    byte[] name = "{\"é\":\"\"}".getBytes(StandardCharsets.UTF_8);
    name[3] = 'x';
    Fields odd = Fields.of(Field.of("\ufffdx", ColumnType.UTF8));
    assertThat(new RowReader(odd).readPlain(name, 0, name.length)).isEmpty();
  }

  @Test
  void fieldsOfNestedValuesAreNeverPlain() {
    Fields list = Fields.of(Field.of("n", new ColumnType.ListOf(ColumnType.INT64)));
    byte[] json = "{\"n\":null}".getBytes(StandardCharsets.UTF_8);
    assertThat(new RowReader(list).readPlain(json, 0, json.length)).isEmpty();
    assertThat(new RowReader(list).read(json).rows()).isEqualTo(1);
  }

  private static String rows(Random random, int rows, double odd) {
    StringBuilder out = new StringBuilder(rows == 1 ? "" : "[");
    List<Integer> order = new ArrayList<>();
    for (int f = 0; f < FIELDS.size() + UNUSED.size(); f++) {
      order.add(f);
    }
    for (int row = 0; row < rows; row++) {
      out.append(row == 0 ? "{" : ", {");
      Collections.shuffle(order, random);
      String separator = "";
      for (int f : order) {
        boolean used = f < FIELDS.size();
        if (random.nextDouble() < (used ? odd / 4 : 0.5)) {
          continue; // a field that is not there
        }
        String name = used ? FIELDS.at(f).name().value() : UNUSED.get(f - FIELDS.size());
        out.append(separator).append('"').append(name).append("\" : ");
        if (random.nextDouble() < odd) {
          out.append(VALUES.get(random.nextInt(VALUES.size())));
        } else {
          out.append(random.nextInt(4) == 0 ? "null" : FITTING.get(used ? f : 0));
        }
        separator = random.nextBoolean() ? "," : "\n,\r\t";
        if (random.nextDouble() < odd / 4) {
          out.append(",\"").append(name).append("\":null"); // one given twice
        }
      }
      out.append("}");
    }
    return out.append(rows == 1 ? " " : "]").toString();
  }

  private Optional<List<String>> plain(String rows) {
    byte[] json = ("<" + rows + ">").getBytes(StandardCharsets.UTF_8);
    return reader.readPlain(json, 1, json.length - 1).map(PlainRowsTest::cells);
  }

  private Optional<List<String>> byValue(String rows) {
    try {
      byte[] json = rows.getBytes(StandardCharsets.UTF_8);
      return Optional.of(cells(reader.read(JsonReader.read(json))));
    } catch (MillraceException | JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  private static List<String> cells(Batch batch) {
    List<String> cells = new ArrayList<>();
    for (int f = 0; f < batch.fields().size(); f++) {
      for (int row = 0; row < batch.rows(); row++) {
        cells.add(batch.column(f).isMissing(row) ? "missing" : cell(batch.column(f), row));
      }
    }
    return cells;
  }

  private static String cell(Column column, int row) {
    if (column instanceof BoolColumn flags) {
      return flags.at(row) + "";
    }
    if (column instanceof LongColumn wholes) {
      return wholes.at(row) + "";
    }
    if (column instanceof DoubleColumn reals) {
      return Double.doubleToRawLongBits(reals.at(row)) + "";
    }
    return column instanceof DecimalColumn decimals
        ? decimals.at(row).toString()
        : ((BytesColumn) column).textAt(row);
  }
}
