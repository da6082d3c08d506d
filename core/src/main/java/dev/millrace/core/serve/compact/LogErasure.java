package dev.millrace.core.serve.compact;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import dev.millrace.core.person.Person;
import dev.millrace.core.person.PersonRows;
import dev.millrace.core.serve.log.LogStream;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landing;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.Narrowing;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.engine.TableExport;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.spi.store.Checkpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Takes a person out of a log whose segments are compacted: predictions whose row, or key, has the
 * value, and labels that came for them. A set is written anew beside the old one and takes its
 * place in one step; it may be killed at any point and run again. Not beside a server.
 */
public final class LogErasure {
  private static final ColumnName ID = new ColumnName("log_id");
  private static final ColumnName KEY = new ColumnName("log_key");
  private static final ColumnName EXTRA = new ColumnName("log_extra");
  private static final ColumnName PREDICTION = new ColumnName("log_prediction");

  private final Path log;
  private final Tables tables;
  private final Checkpoints checkpoints;

  /** An engine over blobs of its own, which are thrown away: it sees rows of the log. */
  public record Tables(Engine engine, Landing landing, Narrowing narrowing, TableExport export) {}

  /** Records of a person. */
  public record Found(long predictions, long labels) {
    public long records() {
      return predictions + labels;
    }
  }

  /**
   * The log in this folder.
   *
   * @param checkpoints told {@code erase.log-written} and {@code erase.log-replaced}
   */
  public LogErasure(Path log, Tables tables, Checkpoints checkpoints) {
    this.log = log;
    this.tables = tables;
    this.checkpoints = checkpoints;
  }

  /** Counts what is the person's; CONFLICT while somebody changes the log. */
  public Found find(Person person) {
    return locked(
        () -> {
          Set<String> ids = new HashSet<>();
          long predictions = predictions(person, ids);
          return new Found(predictions, each(LogStream.LABELS, labels(person, ids), Act.COUNT));
        });
  }

  /**
   * Takes it out, labels first: once predictions are gone it is not known which labels came for
   * them.
   */
  public Found erase(Person person) {
    return locked(
        () -> {
          Set<String> ids = new HashSet<>();
          long predictions = predictions(person, ids);
          long labels = each(LogStream.LABELS, labels(person, ids), Act.ERASE);
          if (predictions > 0) {
            each(LogStream.PREDICTIONS, fields -> new OfPerson(person, fields), Act.ERASE);
          }
          return new Found(predictions, labels);
        });
  }

  /** Hands on the values of a column, and keys of callers, in predictions. */
  public void values(ColumnName column, Consumer<String> seen) {
    var _ =
        locked(
            () -> {
              CompactedFolder sets = new CompactedFolder(log, LogStream.PREDICTIONS);
              for (Map.Entry<String, Manifest> set : sets.manifests().entrySet()) {
                for (CompactedFile file : set.getValue().files()) {
                  DataCut cut = land(sets, file);
                  long values =
                      tables
                          .engine()
                          .ordered(
                              Scan.all(cut), new SortOrder(List.of()), new Values(column, seen));
                  if (values < 0) {
                    throw new IOException(file.name());
                  }
                }
              }
              return new Found(0, 0);
            });
  }

  /** Values of a column, of keys, and of fields that have no column; gives how many. */
  private static final class Values implements OrderedPass<Long> {
    private final ColumnName name;
    private final Consumer<String> seen;
    private long count;

    Values(ColumnName name, Consumer<String> seen) {
      this.name = name;
      this.seen = seen;
    }

    @Override
    public void next(RowBatch rows) {
      for (ColumnName each : List.of(name, KEY)) {
        OptionalInt position = rows.values().fields().find(each);
        if (position.isPresent()
            && PersonRows.tells(rows.values().fields().at(position.getAsInt()))) {
          column(rows.values().column(position.getAsInt()), rows.rows());
        }
      }
      BytesColumn extra = (BytesColumn) rows.values().column(EXTRA);
      for (int row = 0; row < rows.rows(); row++) {
        if (!extra.isMissing(row)) {
          extra(extra.textAt(row));
        }
      }
    }

    private void column(Column column, int rows) {
      for (int row = 0; row < rows; row++) {
        if (!column.isMissing(row)) {
          tell(PersonRows.text(column, row));
        }
      }
    }

    private void extra(String json) {
      try {
        JsonObject fields = JsonObject.of(JsonReader.read(json.getBytes(StandardCharsets.UTF_8)));
        fields
            .find(name.value())
            .ifPresent(
                cell -> {
                  if (cell instanceof Json.Text text) {
                    tell(text.value());
                  } else if (cell instanceof Json.Whole whole) {
                    tell(Long.toString(whole.value()));
                  }
                });
      } catch (JsonSyntaxException notOurs) {
        // A row that is no JSON has no fields.
        count++;
      }
    }

    private void tell(String value) {
      count++;
      if (!value.isEmpty()) {
        seen.accept(value);
      }
    }

    @Override
    public Long finish() {
      return count;
    }
  }

  private enum Act {
    COUNT,
    ERASE
  }

  @FunctionalInterface
  private interface Work {
    Found run() throws IOException;
  }

  private Found locked(Work work) {
    if (!Files.isDirectory(log)) {
      return new Found(0, 0);
    }
    try (LogLock _ = LogLock.toChange(log)) {
      return work.run();
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.LOG_UNREADABLE, "a person cannot be erased from the prediction log")
              .at(log.toString())
              .found(e)
              .next("Check the folder and its disk, and run it again; nothing is lost."),
          e);
    }
  }

  /** The person's rows of a table. */
  @FunctionalInterface
  private interface Rows {
    RowTest of(Fields fields);
  }

  /** Whether a row is the person's. */
  private interface RowTest {
    boolean[] these(RowBatch rows);
  }

  /** A filter made of a test. */
  private record Keeping(RowTest test, List<ColumnName> columns, PersonRows.Side side)
      implements RowFilter {
    @Override
    public int[] keep(RowBatch rows) {
      boolean[] these = test.these(rows);
      return IntStream.range(0, rows.rows())
          .filter(row -> these[row] == (side == PersonRows.Side.THESE))
          .toArray();
    }
  }

  /** Predictions by a field of their row, by their key, or by a field that has no column. */
  private record OfPerson(Person person, Fields fields) implements RowTest {
    @Override
    public boolean[] these(RowBatch rows) {
      boolean[] these = new boolean[rows.rows()];
      PersonRows typed =
          PersonRows.of(
              fields, List.of(person.column(), KEY), Set.of(person.value()), PersonRows.Side.THESE);
      for (int row : typed.keep(rows)) {
        these[row] = true;
      }
      BytesColumn extra = (BytesColumn) rows.values().column(EXTRA);
      for (int row = 0; row < these.length; row++) {
        these[row] |= !extra.isMissing(row) && isExtra(extra.textAt(row));
      }
      return these;
    }

    private boolean isExtra(String json) {
      try {
        JsonObject fields = JsonObject.of(JsonReader.read(json.getBytes(StandardCharsets.UTF_8)));
        return person.isIn(fields);
      } catch (JsonSyntaxException notOurs) {
        return false;
      }
    }
  }

  private static Rows labels(Person person, Set<String> ids) {
    return fields ->
        rows -> {
          boolean[] these = new boolean[rows.rows()];
          BytesColumn predictions = (BytesColumn) rows.values().column(PREDICTION);
          BytesColumn keys = (BytesColumn) rows.values().column(KEY);
          for (int row = 0; row < these.length; row++) {
            these[row] =
                !predictions.isMissing(row) && ids.contains(predictions.textAt(row))
                    || !keys.isMissing(row) && keys.textAt(row).equals(person.value());
          }
          return these;
        };
  }

  /** Counts the person's predictions and gathers their ids. */
  private long predictions(Person person, Set<String> ids) throws IOException {
    CompactedFolder sets = new CompactedFolder(log, LogStream.PREDICTIONS);
    long found = 0;
    for (Map.Entry<String, Manifest> set : sets.manifests().entrySet()) {
      for (CompactedFile file : set.getValue().files()) {
        DataCut cut = land(sets, file);
        found +=
            tables
                .engine()
                .ordered(
                    Scan.all(cut)
                        .where(
                            filter(cut, new OfPerson(person, cut.fields()), PersonRows.Side.THESE)),
                    new SortOrder(List.of()),
                    new Ids(ids));
      }
    }
    return found;
  }

  private static Keeping filter(DataCut cut, RowTest test, PersonRows.Side side) {
    return new Keeping(
        test, cut.fields().asList().stream().map(field -> field.name()).toList(), side);
  }

  private record Ids(Set<String> ids) implements OrderedPass<Long> {
    @Override
    public void next(RowBatch rows) {
      BytesColumn column = (BytesColumn) rows.values().column(ID);
      for (int row = 0; row < rows.rows(); row++) {
        ids.add(column.textAt(row));
      }
    }

    @Override
    public Long finish() {
      return (long) ids.size();
    }
  }

  private long each(LogStream stream, Rows rows, Act act) throws IOException {
    CompactedFolder sets = new CompactedFolder(log, stream);
    if (!Files.isDirectory(sets.folder())) {
      return 0;
    }
    if (act == Act.ERASE) {
      sets.sweep();
    }
    long all = 0;
    for (Map.Entry<String, Manifest> set : sets.manifests().entrySet()) {
      all += set(sets, set.getKey(), set.getValue(), rows, act);
    }
    return all;
  }

  private long set(CompactedFolder sets, String name, Manifest manifest, Rows rows, Act act)
      throws IOException {
    String later = name + "e";
    List<CompactedFile> files = new ArrayList<>();
    long gone = 0;
    for (CompactedFile file : manifest.files()) {
      DataCut cut = land(sets, file);
      DataCut less =
          tables
              .narrowing()
              .narrow(cut, filter(cut, rows.of(cut.fields()), PersonRows.Side.OTHERS));
      gone += cut.rows() - less.rows();
      if (act == Act.ERASE && less.rows() > 0) {
        files.add(write(sets, less, later + file.name().substring(name.length())));
      }
    }
    if (act == Act.COUNT || gone == 0) {
      for (CompactedFile file : files) {
        Files.deleteIfExists(sets.folder().resolve(file.name()));
      }
      return gone;
    }
    checkpoints.reached("erase.log-written");
    sets.forceNames();
    sets.commit(
        later,
        new Manifest(
            manifest.stream(),
            files,
            manifest.rows() - gone,
            manifest.fromMicros(),
            manifest.toMicros(),
            manifest.epochs(),
            manifest.segments(),
            manifest.tornBytes(),
            manifest.damages()),
        checkpoints);
    checkpoints.reached("erase.log-replaced");
    sets.remove(name, manifest);
    return gone;
  }

  private CompactedFile write(CompactedFolder sets, DataCut cut, String name) throws IOException {
    Path file = sets.folder().resolve(name);
    tables.export().export(cut.fields(), batches(cut), SourceFormat.PARQUET, file);
    return new CompactedFile(name, cut.rows(), CompactedFolder.digest(file));
  }

  /** Part by part, so that few rows are in memory. */
  private Iterable<Batch> batches(DataCut cut) {
    return () -> {
      Iterator<Part> parts = cut.parts().iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return parts.hasNext();
        }

        @Override
        public Batch next() {
          DataCut part = new DataCut(cut.fields(), List.of(parts.next()));
          return tables
              .engine()
              .sample(Scan.all(part), new SampleSize(DataCut.ROWS_PER_PART, 0))
              .values();
        }
      };
    };
  }

  private DataCut land(CompactedFolder sets, CompactedFile file) throws IOException {
    Path place = sets.folder().resolve(file.name());
    PinnedSource source =
        new PinnedSource(
            SourceFormat.PARQUET,
            List.of(new SourceObject(place.toString(), Files.size(place), file.digest())));
    InferredTable table = tables.landing().infer(source, ReadOptions.DEFAULTS);
    List<LandingColumn> columns =
        table.columns().stream().map(column -> LandingColumn.of(column.field())).toList();
    DataCut cut =
        tables
            .landing()
            .land(source, new LandingPlan(ReadOptions.DEFAULTS, columns, List.of()))
            .cut();
    if (cut.rows() != file.rows()) {
      throw new IOException(
          place + " has " + cut.rows() + " rows, its manifest says " + file.rows());
    }
    return cut;
  }
}
