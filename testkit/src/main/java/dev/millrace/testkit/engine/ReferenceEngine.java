package dev.millrace.testkit.engine;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.LandingLedger;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.data.RowIds;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.Narrowing;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.engine.Widening;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.ColumnPass;
import dev.millrace.spi.scan.MergeTree;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An engine that is simple enough to be believed: one thread, everything in memory, one row at a
 * time as plain values. Other engines are compared with it.
 */
public final class ReferenceEngine implements Engine, Landing, Widening, Narrowing {
  /** Rows of a batch handed to collectors and passes; small, so that tests see many batches. */
  private static final int BATCH = 1000;

  private final Map<Digest, StoredPart> parts = new ConcurrentHashMap<>();

  @Override
  public <S> S collect(Scan scan, Collector<S> collector) {
    MergeTree<S> tree = new MergeTree<>(collector);
    for (Part part : scan.cut().parts()) {
      S state = collector.fresh();
      for (RowBatch batch : batches(scan, part)) {
        collector.add(state, batch);
      }
      tree.offer(state);
      requireNotInterrupted();
    }
    requireNotInterrupted();
    return tree.result();
  }

  @Override
  public <R> R ordered(Scan scan, SortOrder order, OrderedPass<R> pass) {
    List<ColumnName> withKeys = new ArrayList<>(scan.columns());
    withKeys.addAll(order.columns());
    Scan wider = new Scan(scan.cut(), withKeys.stream().distinct().toList(), scan.filters());
    RowBatch all = all(wider);
    Comparator<Integer> byKeys = Comparator.comparingInt(row -> 0);
    for (ColumnName key : order.columns()) {
      Column column = all.values().column(key);
      byKeys =
          byKeys.thenComparing(row -> Optional.ofNullable(Cells.at(column, row)), CellOrder.ORDER);
    }
    int[] sorted =
        IntStream.range(0, all.rows())
            .boxed()
            .sorted(
                byKeys
                    .thenComparingInt(row -> all.ids().sourceAt(row))
                    .thenComparingLong(row -> all.ids().ordinalAt(row)))
            .mapToInt(Integer::intValue)
            .toArray();
    Fields read = fields(scan.cut().fields(), scan.reads());
    RowBatch inOrder = new RowBatch(all.values().project(read), all.ids()).select(sorted);
    for (RowBatch batch : slices(inOrder)) {
      pass.next(batch);
      requireNotInterrupted();
    }
    requireNotInterrupted();
    return pass.finish();
  }

  @Override
  public RowBatch sample(Scan scan, SampleSize size) {
    RowBatch all = all(scan);
    RowIds ids = all.ids();
    Comparator<Integer> byMixedHash =
        (a, b) ->
            Long.compareUnsigned(
                RowHash.mix(ids.hashAt(a), size.seed()), RowHash.mix(ids.hashAt(b), size.seed()));
    int[] chosen =
        IntStream.range(0, all.rows())
            .boxed()
            .sorted(byMixedHash)
            .limit(size.rows())
            .sorted()
            .mapToInt(Integer::intValue)
            .toArray();
    requireNotInterrupted();
    return all.select(chosen);
  }

  @Override
  public InferredTable infer(PinnedSource source, ReadOptions options) {
    throw unsupported();
  }

  @Override
  public Landed land(PinnedSource source, LandingPlan plan) {
    throw unsupported();
  }

  @Override
  public Landed write(Fields fields, Iterable<Batch> batches) {
    PartWriter writer = new PartWriter(fields, List.of());
    long ordinal = 0;
    for (Batch batch : batches) {
      for (List<@Nullable Object> row : Cells.rows(batch)) {
        writer.add(0, ordinal++, row);
      }
    }
    DataCut cut = store(fields, writer);
    return new Landed(
        cut,
        fields.asList().stream().map(Field::name).toList(),
        new LandingLedger(cut.rows(), cut.rows(), Map.of(), Map.of()),
        Optional.empty(),
        List.of());
  }

  @Override
  public DataCut widen(Scan scan, SortOrder order, ColumnPass pass) {
    Map<List<Long>, List<@Nullable Object>> made = new HashMap<>();
    ordered(
        scan,
        order,
        new OrderedPass<Boolean>() {
          @Override
          public void next(RowBatch rows) {
            Batch given = pass.next(rows).project(pass.fields());
            for (int row = 0; row < rows.rows(); row++) {
              made.put(position(rows.ids(), row), Cells.row(given, row));
            }
          }

          @Override
          public Boolean finish() {
            return true;
          }
        });
    List<@Nullable Object> nothing = new ArrayList<>();
    Fields wide = scan.cut().fields();
    for (Field field : pass.fields()) {
      wide = wide.plus(field);
      nothing.add(null);
    }
    List<Part> stored = new ArrayList<>();
    for (Part part : scan.cut().parts()) {
      RowBatch rows = all(Scan.all(new DataCut(scan.cut().fields(), List.of(part))));
      List<List<@Nullable Object>> cells = Cells.rows(rows.values());
      for (int row = 0; row < rows.rows(); row++) {
        cells.get(row).addAll(made.getOrDefault(position(rows.ids(), row), nothing));
      }
      StoredPart widened = StoredPart.of(new RowBatch(Tables.batch(wide, cells), rows.ids()));
      parts.put(widened.part().blob(), widened);
      stored.add(widened.part());
    }
    return new DataCut(wide, stored);
  }

  @Override
  public DataCut narrow(DataCut cut, RowFilter filter) {
    RowBatch rows = all(Scan.all(cut));
    int[] kept = filter.keep(rows);
    List<Part> stored = new ArrayList<>();
    for (int from = 0; from < kept.length; from += DataCut.ROWS_PER_PART) {
      int to = Math.min(kept.length, from + DataCut.ROWS_PER_PART);
      StoredPart part = StoredPart.of(rows.select(Arrays.copyOfRange(kept, from, to)));
      parts.put(part.part().blob(), part);
      stored.add(part.part());
    }
    return new DataCut(cut.fields(), stored);
  }

  private static List<Long> position(RowIds ids, int row) {
    return List.of((long) ids.sourceAt(row), ids.ordinalAt(row));
  }

  @Override
  public void close() {}

  private DataCut store(Fields fields, PartWriter writer) {
    List<Part> stored = new ArrayList<>();
    for (StoredPart part : writer.finish()) {
      parts.put(part.part().blob(), part);
      stored.add(part.part());
    }
    return new DataCut(fields, stored);
  }

  private List<RowBatch> batches(Scan scan, Part part) {
    StoredPart stored = parts.get(part.blob());
    if (stored == null) {
      throw Problem.of(ErrorCode.BLOB_MISSING, "the reference engine does not hold this part")
          .found(part.blob())
          .asException();
    }
    Fields read = fields(scan.cut().fields(), scan.reads());
    List<RowBatch> kept = new ArrayList<>();
    RowBatch projected = new RowBatch(stored.rows().values().project(read), stored.rows().ids());
    for (RowBatch slice : slices(projected)) {
      RowBatch rows = slice;
      for (RowFilter filter : scan.filters()) {
        rows = rows.select(filter.keep(rows));
      }
      if (rows.rows() > 0) {
        kept.add(rows);
      }
    }
    return kept;
  }

  private RowBatch all(Scan scan) {
    Fields read = fields(scan.cut().fields(), scan.reads());
    List<Batch> values = new ArrayList<>();
    List<RowIds> ids = new ArrayList<>();
    for (Part part : scan.cut().parts()) {
      for (RowBatch batch : batches(scan, part)) {
        values.add(batch.values());
        ids.add(batch.ids());
      }
    }
    int[] sources = gather(ids, RowIds::sourceAt).mapToInt(Long::intValue).toArray();
    long[] ordinals = gather(ids, RowIds::ordinalAt).mapToLong(Long::longValue).toArray();
    long[] hashes = gather(ids, RowIds::hashAt).mapToLong(Long::longValue).toArray();
    return new RowBatch(Tables.concatenate(read, values), RowIds.owning(sources, ordinals, hashes));
  }

  private interface IdPart {
    long at(RowIds ids, int row);
  }

  private static java.util.stream.Stream<Long> gather(List<RowIds> ids, IdPart part) {
    return ids.stream()
        .flatMap(some -> IntStream.range(0, some.rows()).mapToObj(row -> part.at(some, row)));
  }

  private static List<RowBatch> slices(RowBatch rows) {
    List<RowBatch> slices = new ArrayList<>();
    for (int from = 0; from < rows.rows(); from += BATCH) {
      slices.add(rows.select(IntStream.range(from, Math.min(rows.rows(), from + BATCH)).toArray()));
    }
    return slices;
  }

  private static Fields fields(Fields all, List<ColumnName> names) {
    return new Fields(names.stream().map(name -> all.at(all.require(name))).toList());
  }

  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw Problem.of(ErrorCode.CANCELLED, "the scan was interrupted").asException();
    }
  }

  private static RuntimeException unsupported() {
    return Problem.of(
            ErrorCode.SOURCE_FORMAT_UNSUPPORTED, "the reference engine reads no files yet")
        .asException();
  }
}
