package dev.millrace.bench;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.serve.tensor.InferReader;
import dev.millrace.core.serve.tensor.TensorRows;
import dev.millrace.scorer.RowReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What a request of 40 columns costs to read into columns, as rows, as tensors in JSON and as
 * binary tensors: processor time of one thread for a request, and rows a second. The rest of a
 * request is the same for all of them. Argument: rounds of half a second (default 6).
 */
public final class RequestForms {
  private static final int COLUMNS = 40;
  private static final int TEXTS = 10;

  /** What keeps the work from being optimized away. */
  private static final AtomicLong SEEN = new AtomicLong();

  private RequestForms() {}

  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 6;
    for (int rows : new int[] {1, 1_000}) {
      measure(rows, rounds);
    }
    System.out.println("(" + SEEN + ")");
  }

  private static void measure(int rows, int rounds) {
    List<Field> columns = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      columns.add(Field.of("column_" + i, i < TEXTS ? ColumnType.UTF8 : ColumnType.FLOAT64));
    }
    Fields fields = new Fields(columns);
    RowReader reader = new RowReader(fields);
    TensorRows forms = new TensorRows(fields);
    byte[] asRows = rows(rows).getBytes(StandardCharsets.UTF_8);
    byte[] asTensors = tensors(rows).getBytes(StandardCharsets.UTF_8);
    byte[] binary = binary(rows);
    int headerLength = head(binary);
    Supplier<Object> row = () -> reader.read(asRows);
    Supplier<Object> tensor = () -> read(asTensors, OptionalLong.empty(), forms, reader);
    Supplier<Object> parse = () -> InferReader.read(asTensors, OptionalLong.empty());
    Supplier<Object> raw = () -> read(binary, OptionalLong.of(headerLength), forms, reader);
    List<Double> byRow = new ArrayList<>();
    List<Double> byTensor = new ArrayList<>();
    List<Double> byRaw = new ArrayList<>();
    for (int round = -8; round < rounds; round++) {
      double one = micros(row);
      double other = micros(tensor);
      double third = micros(raw);
      if (round >= 0) {
        byRow.add(one);
        byTensor.add(other);
        byRaw.add(third);
      }
    }
    print(rows, "rows", median(byRow), median(byRow));
    print(rows, "tensors", median(byTensor), median(byRow));
    print(rows, "(parse)", micros(parse), median(byRow));
    print(rows, "binary", median(byRaw), median(byRow));
  }

  private static Object read(byte[] body, OptionalLong json, TensorRows tensors, RowReader reader) {
    byte[] rows = tensors.body(InferReader.read(body, json).inputs(), Optional.empty(), 10_000);
    int from = "{\"rows\":".length();
    return reader.readPlain(rows, from, rows.length - 1).orElseThrow();
  }

  private static double micros(Supplier<Object> work) {
    var threads = ManagementFactory.getThreadMXBean();
    long end = System.nanoTime() + 500_000_000L;
    long begun = threads.getCurrentThreadCpuTime();
    long count = 0;
    long seen = 0;
    while (System.nanoTime() < end) {
      seen += work.get().hashCode() & 1;
      count++;
    }
    SEEN.addAndGet(seen);
    return (threads.getCurrentThreadCpuTime() - begun) / 1e3 / count;
  }

  private static void print(int rows, String form, double micros, double reference) {
    System.out.printf(
        Locale.ROOT,
        "%5d rows as %-8s %9.1f us   %9.0f rows/s   %5.2f x of rows%n",
        rows,
        form,
        micros,
        rows / micros * 1e6,
        micros / reference);
  }

  private static double median(List<Double> values) {
    return Spent.median(values.stream().mapToDouble(Double::doubleValue));
  }

  private static String value(int column, Random random) {
    return column < TEXTS
        ? "\"value " + random.nextInt(100) + "\""
        : String.format(Locale.ROOT, "%.3f", random.nextDouble() * 1000);
  }

  private static String rows(int rows) {
    Random random = new Random(7);
    StringBuilder out = new StringBuilder("[");
    for (int row = 0; row < rows; row++) {
      out.append(row == 0 ? "{" : ",{");
      for (int i = 0; i < COLUMNS; i++) {
        out.append(i == 0 ? "\"column_" : ",\"column_").append(i).append("\":");
        out.append(value(i, random));
      }
      out.append('}');
    }
    return out.append(']').toString();
  }

  private static String tensors(int rows) {
    Random random = new Random(7);
    StringBuilder out = new StringBuilder("{\"inputs\":[");
    for (int i = 0; i < COLUMNS; i++) {
      out.append(i == 0 ? "" : ",").append("{\"name\":\"column_").append(i);
      out.append("\",\"shape\":[").append(rows).append("],\"datatype\":\"");
      out.append(i < TEXTS ? "BYTES" : "FP64").append("\",\"data\":[");
      for (int row = 0; row < rows; row++) {
        out.append(row == 0 ? "" : ",").append(value(i, random));
      }
      out.append("]}");
    }
    return out.append("]}").toString();
  }

  /** Where the JSON ends: texts of columns come first, so that a length follows it. */
  private static int head(byte[] binary) {
    return new String(binary, StandardCharsets.ISO_8859_1).indexOf("}}]}") + 4;
  }

  private static byte[] binary(int rows) {
    Random random = new Random(7);
    StringBuilder json = new StringBuilder("{\"inputs\":[");
    ByteBuffer raw = ByteBuffer.allocate(64 + 40 * 16 * rows).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < COLUMNS; i++) {
      int before = raw.position();
      for (int row = 0; row < rows; row++) {
        if (i < TEXTS) {
          byte[] text = ("value " + (10 + random.nextInt(90))).getBytes(StandardCharsets.UTF_8);
          raw.putInt(text.length).put(text);
        } else {
          raw.putDouble(random.nextInt(1_000_000) / 1000.0);
        }
      }
      json.append(i == 0 ? "" : ",").append("{\"name\":\"column_").append(i);
      json.append("\",\"shape\":[").append(rows).append("],\"datatype\":\"");
      json.append(i < TEXTS ? "BYTES" : "FP64").append("\",\"parameters\":{\"binary_data_size\":");
      json.append(raw.position() - before).append("}}");
    }
    byte[] head = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = java.util.Arrays.copyOf(head, head.length + raw.position());
    System.arraycopy(raw.array(), 0, all, head.length, raw.position());
    return all;
  }
}
