package dev.millrace.core.serve.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever form tensors come in, the same rows are made of them; and nothing else happens. */
final class TensorFormsTest {
  private static final int MOST = 50;
  private static final Fields FIELDS =
      new Fields(
          List.of(
              Field.of("a", ColumnType.FLOAT64),
              Field.of("b \"q\"", ColumnType.INT64),
              Field.of("c", ColumnType.BOOL),
              Field.of("d", ColumnType.UTF8),
              Field.of("e", new ColumnType.FixedVector(3))));
  private static final TensorRows ROWS = new TensorRows(FIELDS);

  /** One table of random values, in every form. */
  private static final class Table {
    final int rows;
    final List<Json> expected = new ArrayList<>();
    final double[] a;
    final long[] b;
    final boolean[] c;
    final String[] d;
    final float[] e;

    Table(SplittableRandom random) {
      rows = 1 + random.nextInt(MOST);
      a = random.doubles(rows, -1e6, 1e6).toArray();
      b = random.longs(rows).toArray();
      c = new boolean[rows];
      d = new String[rows];
      e = new float[3 * rows];
      for (int i = 0; i < rows; i++) {
        a[i] = random.nextInt(5) == 0 ? Double.NaN : a[i];
        b[i] >>= 10 + random.nextInt(50);
        c[i] = random.nextBoolean();
        d[i] = random.nextInt(3) == 0 ? "ü\n\"\\" + i : "text " + random.nextInt(9);
        for (int j = 0; j < 3; j++) {
          e[3 * i + j] = (float) random.nextDouble();
        }
        expected.add(
            Json.members()
                .put("a", Double.isNaN(a[i]) ? Json.Literal.NULL : Json.of(a[i]))
                .put("b \"q\"", b[i])
                .put("c", Json.of(c[i]))
                .put("d", d[i])
                .put("e", List.of(real(e[3 * i]), real(e[3 * i + 1]), real(e[3 * i + 2])))
                .build());
      }
    }

    private static Json real(float value) {
      return Json.of((double) value);
    }

    Json request(SplittableRandom random) {
      List<Json> as = new ArrayList<>();
      List<Json> bs = new ArrayList<>();
      List<Json> cs = new ArrayList<>();
      List<Json> ds = new ArrayList<>();
      List<Json> es = new ArrayList<>();
      boolean nested = random.nextBoolean();
      for (int i = 0; i < rows; i++) {
        as.add(Double.isNaN(a[i]) ? Json.Literal.NULL : Json.of(a[i]));
        bs.add(nested ? Json.items(List.of(Json.of(b[i]))) : Json.of(b[i]));
        cs.add(Json.of(c[i]));
        ds.add(Json.of(d[i]));
        List<Json> vector = List.of(real(e[3 * i]), real(e[3 * i + 1]), real(e[3 * i + 2]));
        if (nested) {
          es.add(Json.items(vector));
        } else {
          es.addAll(vector);
        }
      }
      return Json.members()
          .put("id", "a request")
          .put(
              "inputs",
              List.of(
                  input("a", "FP64", as, rows),
                  nested
                      ? input("b \"q\"", "INT64", bs, rows, 1)
                      : input("b \"q\"", "INT64", bs, rows),
                  input("c", "BOOL", cs, rows),
                  input("d", "BYTES", ds, rows),
                  input("e", "FP32", es, rows, 3)))
          .build();
    }

    private static Json input(String name, String type, List<Json> data, int... shape) {
      List<Json> lengths = new ArrayList<>();
      for (int length : shape) {
        lengths.add(Json.of(length));
      }
      return Json.members()
          .put("name", name)
          .put("shape", lengths)
          .put("datatype", type)
          .put("data", data)
          .build();
    }

    /** The same in binary form: the header's length, then all of it. */
    byte[] binary(int[] header) {
      ByteBuffer raw = ByteBuffer.allocate(100 * rows).order(ByteOrder.LITTLE_ENDIAN);
      List<Json> inputs = new ArrayList<>();
      int begin = raw.position();
      for (double value : a) {
        raw.putDouble(value);
      }
      begin = raw(inputs, "a", "FP64", raw, begin, rows);
      for (long value : b) {
        raw.putLong(value);
      }
      begin = raw(inputs, "b \"q\"", "INT64", raw, begin, rows);
      for (boolean value : c) {
        raw.put((byte) (value ? 1 : 0));
      }
      begin = raw(inputs, "c", "BOOL", raw, begin, rows);
      for (String value : d) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        raw.putInt(text.length).put(text);
      }
      begin = raw(inputs, "d", "BYTES", raw, begin, rows);
      for (float value : e) {
        raw.putFloat(value);
      }
      begin = raw(inputs, "e", "FP32", raw, begin, rows, 3);
      byte[] json = CanonicalJson.bytes(Json.members().put("inputs", inputs).build());
      header[0] = json.length;
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(json);
      all.write(raw.array(), 0, begin);
      return all.toByteArray();
    }

    private static int raw(
        List<Json> inputs, String name, String type, ByteBuffer raw, int begin, int... shape) {
      List<Json> lengths = new ArrayList<>();
      for (int length : shape) {
        lengths.add(Json.of(length));
      }
      inputs.add(
          Json.members()
              .put("name", name)
              .put("shape", lengths)
              .put("datatype", type)
              .put(
                  "parameters",
                  Json.members().put("binary_data_size", raw.position() - begin).build())
              .build());
      return raw.position();
    }
  }

  private static Json rows(byte[] body, OptionalLong json) {
    InferRequest request = InferReader.read(body, json);
    return JsonReader.read(ROWS.body(request.inputs(), Optional.empty(), MOST));
  }

  private static Json expected(Table table) {
    return Json.members().put("rows", table.expected).build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyFormGivesTheSameRows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50; i++) {
      Table table = new Table(random);
      Json request = table.request(random);
      byte[] canonical = CanonicalJson.bytes(request);
      assertThat(rows(canonical, OptionalLong.empty())).isEqualTo(expected(table));
      assertThat(rows(spaced(canonical), OptionalLong.empty())).isEqualTo(expected(table));
      int[] header = new int[1];
      byte[] binary = table.binary(header);
      assertThat(rows(binary, OptionalLong.of(header[0]))).isEqualTo(expected(table));
    }
  }

  /** White space wherever it may be, and escapes that need not be. */
  private static byte[] spaced(byte[] json) {
    StringBuilder out = new StringBuilder();
    boolean inText = false;
    String text = new String(json, StandardCharsets.UTF_8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inText && c == '\\') {
        out.append(c).append(text.charAt(++i));
      } else if (c == '"') {
        inText = !inText;
        out.append(c);
      } else if (inText) {
        out.append(c == 'e' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
      } else {
        out.append(",:{}[]".indexOf(c) >= 0 ? " " + c + "\n" : String.valueOf(c));
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes that were changed anywhere: rows of some kind, or a refusal; never another failure. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void damagedRequestsAreReadOrRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      Table table = new Table(random);
      int[] header = new int[1];
      boolean binary = random.nextBoolean();
      byte[] body = binary ? table.binary(header) : CanonicalJson.bytes(table.request(random));
      for (int change = 0; change <= random.nextInt(4); change++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        body = java.util.Arrays.copyOf(body, random.nextInt(body.length));
      }
      try {
        InferRequest request =
            InferReader.read(body, binary ? OptionalLong.of(header[0]) : OptionalLong.empty());
        byte[] rows = ROWS.body(request.inputs(), request.key(), MOST);
        assertThat(rows).isNotEmpty();
      } catch (MillraceException e) {
        assertThat(e.code()).isIn(ErrorCode.REQUEST_INVALID, ErrorCode.VALUE_INVALID);
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 3_000);
  }

  @Test
  void aTableOfAllColumnsHasThemInTheirOrder() {
    TensorRows numbers =
        new TensorRows(
            new Fields(
                List.of(
                    Field.of("x", ColumnType.FLOAT64),
                    Field.of("y", ColumnType.INT64),
                    Field.of("z", ColumnType.BOOL))));
    String body =
        "{\"inputs\":[{\"name\":\"anything\",\"shape\":[2,3],\"datatype\":\"FP64\","
            + "\"data\":[[1.5,2.0,1],[null,4,0]]}]}";
    InferRequest request =
        InferReader.read(body.getBytes(StandardCharsets.UTF_8), OptionalLong.empty());
    assertThat(
            new String(
                numbers.body(request.inputs(), Optional.of("k\"1"), MOST), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"rows\":[{\"x\":1.5,\"y\":2.0,\"z\":true},{\"x\":null,\"y\":4,\"z\":false}],"
                + "\"keys\":[\"k\\\"1\"]}");
    assertThatThrownBy(() -> numbers.body(request.inputs(), Optional.empty(), 1))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("1 to 1 rows");
  }
}
