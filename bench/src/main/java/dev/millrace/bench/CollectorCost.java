package dev.millrace.bench;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.histogram.Edges;
import dev.millrace.spi.collect.CategoryCounts;
import dev.millrace.spi.collect.DistinctNumbers;
import dev.millrace.spi.collect.DistinctTexts;
import dev.millrace.spi.collect.DoubleTally;
import dev.millrace.spi.collect.EdgeCounts;
import dev.millrace.spi.collect.LongTally;
import dev.millrace.spi.collect.Moments;
import dev.millrace.spi.collect.TextTally;
import dev.millrace.spi.data.ContentDigester;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowContentHash;
import dev.millrace.spi.data.RowIds;
import dev.millrace.spi.scan.Collector;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Processor time per value of each collector, over parts of full size in batches of 2,048 rows, on
 * one thread. Run: {@code mvn -Pbench -pl bench -am package -DskipTests}, then this class.
 */
public final class CollectorCost {
  private static final ColumnName X = new ColumnName("x");
  private static final int BATCH = 2048;
  private static final int ROUNDS = 40;

  private CollectorCost() {}

  public static void main(String[] arguments) {
    Map<String, IntFunction<Column>> numbers = new LinkedHashMap<>();
    numbers.put("double, all distinct", seed -> doubles(seed, Integer.MAX_VALUE, 0));
    numbers.put("double, 1,000 distinct", seed -> doubles(seed, 1_000, 0));
    numbers.put("double, 10 % missing", seed -> doubles(seed, 1_000, 10));
    numbers.put("int64, 100 distinct", seed -> longs(seed, 100));
    numbers.put("int64, all distinct", seed -> longs(seed, Integer.MAX_VALUE));
    numbers.forEach(
        (name, column) -> {
          List<RowBatch> part = part(column);
          boolean whole = name.startsWith("int64");
          if (whole) {
            cost(name, new LongTally(X), part);
          } else {
            cost(name, new DoubleTally(X), part);
          }
          cost(name, new Moments(X), part);
          cost(name, new DistinctNumbers(X, 10_000), part);
          cost(name, new EdgeCounts(X, Edges.equalWidth(0, 1, 30)), part);
          identities(name, part);
        });
    Map<String, IntFunction<Column>> texts = new LinkedHashMap<>();
    texts.put("text, 100 distinct", seed -> texts(seed, 100));
    texts.put("text, 100 distinct, dictionary", seed -> dictionary(seed, 100));
    texts.put("text, 5,000 distinct", seed -> texts(seed, 5_000));
    texts.put("text, all distinct", seed -> texts(seed, Integer.MAX_VALUE));
    texts.forEach(
        (name, column) -> {
          List<RowBatch> part = part(column);
          cost(name, new TextTally(X), part);
          cost(name, new DistinctTexts(X, 10_000), part);
          cost(name, new CategoryCounts(X, 1_000_000, CategoryCounts.Beyond.KEEP_FREQUENT), part);
          identities(name, part);
        });
  }

  private static void identities(String name, List<RowBatch> part) {
    measure(name, "row content hash", part, batch -> RowContentHash.compute(batch.values()));
    ContentDigester[] digester = {new ContentDigester(1)};
    measure(name, "content digest", part, batch -> digester[0].add(batch.values()));
  }

  private static <S> void cost(String name, Collector<S> collector, List<RowBatch> part) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = now();
      S state = collector.fresh();
      part.forEach(batch -> collector.add(state, batch));
      best = Math.min(best, (now() - before) / (double) DataCut.ROWS_PER_PART);
    }
    print(name, collector.getClass().getSimpleName(), best);
  }

  private static void measure(
      String name, String what, List<RowBatch> part, Consumer<RowBatch> work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = now();
      part.forEach(work);
      best = Math.min(best, (now() - before) / (double) DataCut.ROWS_PER_PART);
    }
    print(name, what, best);
  }

  private static void print(String name, String what, double nanos) {
    System.out.printf(java.util.Locale.ROOT, "%-32s %-18s %6.1f ns%n", name, what, nanos);
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static List<RowBatch> part(IntFunction<Column> column) {
    List<RowBatch> batches = new ArrayList<>();
    for (int i = 0; i < DataCut.ROWS_PER_PART / BATCH; i++) {
      Column values = column.apply(i);
      Fields fields = new Fields(List.of(new Field(X, values.type())));
      batches.add(
          new RowBatch(
              new Batch(fields, List.of(values), BATCH),
              RowIds.owning(new int[BATCH], new long[BATCH], new long[BATCH])));
    }
    return batches;
  }

  private static Column doubles(int seed, int distinct, int missingPercent) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[BATCH];
    ValidityBuilder validity = new ValidityBuilder();
    for (int i = 0; i < BATCH; i++) {
      values[i] = random.nextInt(distinct) / (double) distinct + (distinct > 1e6 ? 1e-3 : 0);
      if (random.nextInt(100) < missingPercent) {
        validity.missing(i);
      }
    }
    return DoubleColumn.owning(values, validity.build(BATCH));
  }

  private static Column longs(int seed, int distinct) {
    long[] values = new SplittableRandom(seed).longs(BATCH, 0, distinct).toArray();
    return LongColumn.owning(ColumnType.INT64, values, Validity.all(BATCH));
  }

  private static Column texts(int seed, int distinct) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] offsets = new int[BATCH + 1];
    byte[] data = new byte[BATCH * 32];
    for (int i = 0; i < BATCH; i++) {
      offsets[i + 1] = offsets[i] + put(random.nextInt(distinct), data, offsets[i]);
    }
    return BytesColumn.owning(ColumnType.UTF8, data, offsets, Validity.all(BATCH));
  }

  private static Column dictionary(int seed, int distinct) {
    int[] codes = new SplittableRandom(seed).ints(BATCH, 0, distinct).toArray();
    int[] offsets = new int[distinct + 1];
    byte[] data = new byte[distinct * 32];
    for (int i = 0; i < distinct; i++) {
      offsets[i + 1] = offsets[i] + put(i, data, offsets[i]);
    }
    return BytesColumn.owningDictionary(ColumnType.UTF8, data, offsets, codes, Validity.all(BATCH));
  }

  private static int put(int value, byte[] data, int at) {
    byte[] text = ("Company " + value).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(text, 0, data, at, text.length);
    return text.length;
  }
}
