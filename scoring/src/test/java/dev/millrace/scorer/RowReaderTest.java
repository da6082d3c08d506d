package dev.millrace.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.Batch;
import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.VectorColumn;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowReaderTest {
  private static final Fields TWO =
      Fields.of(Field.of("n", ColumnType.INT64), Field.of("s", ColumnType.UTF8));

  @Test
  void oneObjectIsARowAndAnArrayIsSeveral() {
    RowReader reader = new RowReader(TWO);
    assertThat(reader.read(utf8("{\"n\":1,\"s\":\"\"}")).rows()).isEqualTo(1);
    Batch two = reader.read(utf8("[{\"n\":1,\"s\":null},{\"s\":\"é\\u0000\",\"n\":null}]"));
    assertThat(two.rows()).isEqualTo(2);
    assertThat(two.column(0).isMissing(1)).isTrue();
    assertThat(two.column(1).isMissing(0)).isTrue();
    assertThat(((BytesColumn) two.column(1)).textAt(1)).isEqualTo("é\u0000");
    assertThat(reader.read(utf8("[]")).rows()).isZero();
  }

  @Test
  void fieldsThatNothingUsesMayBeThereWhenTheyWereNamed() {
    RowReader reader = new RowReader(TWO).letting(Set.of("area", "s"));
    assertThat(reader.read(utf8("[{\"n\":1,\"s\":\"a\",\"area\":{}},{\"n\":2,\"s\":null}]")).rows())
        .isEqualTo(2);
    assertThatThrownBy(() -> reader.read(utf8("{\"n\":1,\"s\":\"\",\"area\":1,\"aria\":1}")))
        .hasMessageContaining("field 'aria'")
        .hasMessageNotContaining("field 'area'");
    assertThatThrownBy(() -> reader.read(utf8("{\"n\":1,\"area\":1}")))
        .as("an input is needed all the same")
        .hasMessageContaining("field 's'");
  }

  @Test
  void wholeNumbersAreExact() {
    for (String text : List.of("0", "-9223372036854775808", "9223372036854775807")) {
      assertThat(((LongColumn) cell(ColumnType.INT64, text)).at(0)).isEqualTo(Long.parseLong(text));
    }
    assertThat(((LongColumn) cell(ColumnType.INT64, "-3.0")).at(0)).isEqualTo(-3);
    refused(ColumnType.INT64, "3.5", "9223372036854775808", "1e300", "\"3\"", "true", "[]");
  }

  @Test
  void numbersAreTheNearestDouble() {
    assertThat(((DoubleColumn) cell(ColumnType.FLOAT64, "-0.0")).at(0)).isEqualTo(-0.0);
    assertThat(((DoubleColumn) cell(ColumnType.FLOAT64, "7")).at(0)).isEqualTo(7);
    assertThat(((DoubleColumn) cell(ColumnType.FLOAT64, "5e-324")).at(0))
        .isEqualTo(Double.MIN_VALUE);
    refused(ColumnType.FLOAT64, "\"7\"", "\"NaN\"", "false", "{}");
    assertThatThrownBy(() -> cell(ColumnType.FLOAT64, "NaN")).isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> cell(ColumnType.FLOAT64, "1e999"))
        .isInstanceOf(MillraceException.class);
  }

  @Test
  void decimalsKeepTheirDigits() {
    ColumnType type = new ColumnType.Decimal(38, 2);
    String long36 = "123456789012345678901234567890123456";
    for (String text : List.of("0", "-0.10", "12.5", "1e2", "\"" + long36 + ".78\"", "\"1E35\"")) {
      BigDecimal expected = new BigDecimal(text.replace("\"", ""));
      assertThat(((DecimalColumn) cell(type, text)).at(0)).isEqualByComparingTo(expected);
    }
    refused(
        type, "0.125", "\"1e36\"", "\"1e999999999\"", "\"1e-999999999\"", "\"x\"", "\"\"", "[]");
    assertThat(((DecimalColumn) cell(type, "\"0e999999999\"")).at(0))
        .isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void timesAreIsoTexts() {
    assertThat(((LongColumn) cell(ColumnType.DATE, "\"1969-12-31\"")).at(0)).isEqualTo(-1);
    assertThat(((LongColumn) cell(ColumnType.INSTANT, "\"1970-01-01T01:00:00.5+01:00\"")).at(0))
        .isEqualTo(500_000);
    assertThat(((LongColumn) cell(ColumnType.INSTANT, "\"1969-12-31T23:59:59.9999999Z\"")).at(0))
        .isEqualTo(-1);
    assertThat(((LongColumn) cell(ColumnType.LOCAL_DATETIME, "\"1970-01-01T00:00:01\"")).at(0))
        .isEqualTo(1_000_000);
    refused(ColumnType.DATE, "\"2026-02-30\"", "\"31.1.2026\"", "20260131", "\"2026-01-31T00:00\"");
    refused(ColumnType.INSTANT, "\"2026-01-31\"", "\"2026-01-31T00:00:00\"", "0");
    refused(ColumnType.INSTANT, "\"+999999999-01-01T00:00:00Z\"");
    refused(ColumnType.LOCAL_DATETIME, "\"2026-01-31T00:00:00Z\"", "\"noon\"");
  }

  @Test
  void theOtherTypesAreReadStrictly() {
    assertThat(((BoolColumn) cell(ColumnType.BOOL, "true")).at(0)).isTrue();
    refused(ColumnType.BOOL, "1", "\"true\"");
    assertThat(((BytesColumn) cell(ColumnType.BYTES, "\"AQI=\"")).lengthAt(0)).isEqualTo(2);
    refused(ColumnType.BYTES, "\"?\"", "1");
    refused(ColumnType.UTF8, "1", "\"\\ud800\"");
    ListColumn list = (ListColumn) cell(new ColumnType.ListOf(ColumnType.INT64), "[1,null,3]");
    assertThat(list.lengthAt(0)).isEqualTo(3);
    assertThat(list.elements().isMissing(1)).isTrue();
    refused(new ColumnType.ListOf(ColumnType.INT64), "[1,\"2\"]", "1");
    VectorColumn vector = (VectorColumn) cell(new ColumnType.FixedVector(2), "[1,0.5]");
    assertThat(vector.at(0, 1)).isEqualTo(0.5f);
    refused(new ColumnType.FixedVector(2), "[1]", "[1,2,3]", "[1,null]", "[1,1e39]");
    assertThatThrownBy(() -> new RowReader(Fields.of(Field.of("f", ColumnType.BLOB_REF))))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("cannot carry files");
  }

  @Test
  void everyProblemIsToldWithItsPlace() {
    RowReader reader = new RowReader(TWO);
    assertThatThrownBy(() -> reader.read(utf8("[{\"n\":\"1\",\"t\":2},7]")))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e -> {
              assertThat(e.problems()).hasSize(4);
              assertThat(e.problems().get(0).text())
                  .isEqualTo(
                      "row 0, field 'n': a value does not fit its field; found \"1\"; allowed: "
                          + "a whole number of 64 bits, or null");
              assertThat(e.problems().get(1).text()).contains("row 0, field 's'").contains("null");
              assertThat(e.problems().get(2).text()).contains("field 't'").contains("n, s");
              assertThat(e.problems().get(3).text()).contains("row 1").contains("found 7");
              assertThat(e.code()).isEqualTo(ErrorCode.VALUE_INVALID);
            });
    Fields taxi = Fields.of(Field.of("company", ColumnType.UTF8));
    assertThatThrownBy(() -> new RowReader(taxi).read(utf8("{\"compny\":\"\"}")))
        .hasMessageContaining("Did you mean 'company'?");
    assertThatThrownBy(() -> reader.read(utf8("{\"n\":1,\"n\":2,\"s\":\"\"}")))
        .isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> reader.read(utf8("n,s\n1,x")))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void problemsAreToldUpToAHundred() {
    RowReader reader = new RowReader(TWO);
    assertThatThrownBy(() -> reader.read(utf8("[" + "{},".repeat(5000) + "{}]")))
        .isInstanceOfSatisfying(
            MillraceException.class, e -> assertThat(e.problems()).hasSize(100));
  }

  @Test
  void aMissingCellOfEveryTypeIsMissingWhereverItStands() {
    List<String> values =
        List.of("true", "1", "1.5", "\"x\"", "\"2026-01-31\"", "[1]", "[1,2]", "1.25");
    Fields fields =
        Fields.of(
            Field.of("0", ColumnType.BOOL),
            Field.of("1", ColumnType.INT64),
            Field.of("2", ColumnType.FLOAT64),
            Field.of("3", ColumnType.UTF8),
            Field.of("4", ColumnType.DATE),
            Field.of("5", new ColumnType.ListOf(ColumnType.INT64)),
            Field.of("6", new ColumnType.FixedVector(2)),
            Field.of("7", new ColumnType.Decimal(5, 2)));
    SplittableRandom random = new SplittableRandom(61);
    StringBuilder rows = new StringBuilder();
    boolean[][] missing = new boolean[40][fields.size()];
    for (boolean[] row : missing) {
      rows.append(rows.isEmpty() ? "[{" : "},{");
      for (int f = 0; f < row.length; f++) {
        row[f] = random.nextBoolean();
        rows.append(f == 0 ? "\"" : ",\"").append(f).append("\":");
        rows.append(row[f] ? "null" : values.get(f));
      }
    }
    Batch batch = new RowReader(fields).read(utf8(rows + "}]"));
    assertThat(batch.rows()).isEqualTo(40);
    for (int row = 0; row < 40; row++) {
      for (int f = 0; f < fields.size(); f++) {
        assertThat(batch.column(f).isMissing(row)).isEqualTo(missing[row][f]);
      }
      if (!missing[row][3]) {
        assertThat(((BytesColumn) batch.column(3)).textAt(row)).isEqualTo("x");
      }
      if (!missing[row][6]) {
        assertThat(((VectorColumn) batch.column(6)).at(row, 1)).isEqualTo(2f);
      }
    }
  }

  private static dev.millrace.column.Column cell(ColumnType type, String json) {
    return new RowReader(Fields.of(Field.of("x", type)))
        .read(utf8("{\"x\":" + json + "}"))
        .column(0);
  }

  private static void refused(ColumnType type, String... values) {
    for (String value : values) {
      assertThatThrownBy(() -> cell(type, value))
          .as(value)
          .isInstanceOfSatisfying(
              MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALUE_INVALID))
          .hasMessageContaining("field 'x'");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
