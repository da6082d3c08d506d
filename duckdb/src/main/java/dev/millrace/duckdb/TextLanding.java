package dev.millrace.duckdb;

import dev.millrace.column.ColumnName;
import dev.millrace.duckdb.text.CsvFile;
import dev.millrace.duckdb.text.JsonFile;
import dev.millrace.duckdb.text.ReadRows;
import dev.millrace.duckdb.text.RecordBlock;
import dev.millrace.duckdb.text.SourceFacts;
import dev.millrace.duckdb.text.TextFile;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowIds;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads files of records that are text: the calling thread cuts files into blocks of records, the
 * workers read the blocks, and the calling thread takes them up in order.
 */
final class TextLanding {
  private static final int BLOCK_BYTES = 1 << 20;

  private final SourceFiles files;

  TextLanding(SourceFiles files) {
    this.files = files;
  }

  InferredTable infer(Call call, PinnedSource source, ReadOptions options) {
    SourceFacts all = new SourceFacts();
    for (SourceObject object : source.objects()) {
      try (TextFile file = open(source, object, options)) {
        all.addHeader(file.header());
        eachBlock(call, file, block -> file.facts(block, options), all::addAll);
      }
    }
    if (all.records() == 0) {
      throw empty(source);
    }
    return all.conclude();
  }

  /** Lands all objects; gives the columns they have. */
  Set<ColumnName> land(Call call, PinnedSource source, LandingPlan plan, LandedRows landed) {
    Set<ColumnName> columns = new LinkedHashSet<>();
    for (int i = 0; i < source.objects().size(); i++) {
      int number = i;
      try (TextFile file = open(source, source.objects().get(i), plan.options())) {
        columns.addAll(file.header());
        TextFile.RowReader reader = file.rows(number, plan);
        long[] records = {0};
        eachBlock(
            call,
            file,
            block -> Parsed.of(reader.read(block), plan),
            parsed -> {
              columns.addAll(parsed.rows().named());
              requireFewColumns(columns, source);
              parsed.rows().rejected().forEach(record -> landed.reject(at(record, records[0])));
              landed.add(parsed.rows(number, records[0]));
              records[0] += parsed.rows().records();
            });
      }
    }
    if (columns.isEmpty()) {
      throw empty(source);
    }
    return columns;
  }

  private TextFile open(PinnedSource source, SourceObject object, ReadOptions options) {
    return source.format() == SourceFormat.JSON
        ? JsonFile.open(object, files.find(object), BLOCK_BYTES)
        : CsvFile.open(object, files.find(object), options.separator(), BLOCK_BYTES);
  }

  private static void requireFewColumns(Set<ColumnName> columns, PinnedSource source) {
    if (columns.size() > TextFile.MOST_COLUMNS) {
      throw Problem.of(ErrorCode.COLUMN_LIMIT, "the source has too many columns")
          .at(source.objects().get(0).location())
          .found("more than " + TextFile.MOST_COLUMNS)
          .allowed("at most " + TextFile.MOST_COLUMNS)
          .asException();
    }
  }

  private static <T> void eachBlock(
      Call call, TextFile file, Function<RecordBlock, T> read, Consumer<T> take) {
    Queue<Future<T>> ahead = new ArrayDeque<>();
    for (RecordBlock block = file.next(); block != null; block = file.next()) {
      RecordBlock records = block;
      ahead.add(call.submit(any -> read.apply(records)));
      while (ahead.size() > call.lookAhead()) {
        take.accept(call.await(ahead.remove()));
      }
    }
    file.requireUnchanged();
    while (!ahead.isEmpty()) {
      take.accept(call.await(ahead.remove()));
    }
  }

  private static RejectedRecord at(RejectedRecord record, long first) {
    return new RejectedRecord(
        record.source(), first + record.ordinal(), record.reason(), record.column(), record.raw());
  }

  private static RuntimeException empty(PinnedSource source) {
    int files = source.objects().size();
    boolean bytes = source.objects().stream().anyMatch(object -> object.bytes() > 0);
    String header = source.format() == SourceFormat.CSV ? ", at most a header" : "";
    String what = bytes ? "the file holds no records" + header : "the file is empty";
    return Problem.of(ErrorCode.SOURCE_EMPTY, what)
        .at(source.objects().get(0).location())
        .found(files == 1 ? "" : "the same in all " + files + " files")
        .next("Check that whatever writes it has finished, or name another file.")
        .asException();
  }

  /** Rows of a block with their content hashes. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Parsed(ReadRows rows, long[] hashes) {
    static Parsed of(ReadRows rows, LandingPlan plan) {
      return new Parsed(rows, CutWriter.contentHashes(rows.values(), plan.rowKey()));
    }

    RowBatch rows(int source, long first) {
      int[] sources = new int[hashes.length];
      Arrays.fill(sources, source);
      long[] ordinals =
          Arrays.stream(rows.ordinals()).mapToLong(number -> first + number).toArray();
      return new RowBatch(rows.values(), RowIds.owning(sources, ordinals, hashes));
    }
  }
}
