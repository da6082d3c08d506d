package dev.millrace.duckdb.text;

import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of separated text, opened: its header, and then its records in blocks. Blank lines
 * before the header do not count. Not thread-safe.
 */
public final class CsvFile implements TextFile {
  private final SourceObject object;
  private final SourceBytes bytes;
  private final ByteWindow window;
  private final BlockReader blocks;
  private final Dialect dialect;
  private final List<ColumnName> header;

  private CsvFile(
      SourceObject object, SourceBytes bytes, Optional<Character> separator, int block) {
    this.object = object;
    this.bytes = bytes;
    this.window = new ByteWindow(bytes, block);
    FileHead.skipMark(window, object.location());
    this.dialect = FileHead.dialect(window, separator);
    this.blocks = new BlockReader(window, object.location());
    blocks.use(dialect);
    this.header = readHeader();
  }

  /**
   * Opens a file.
   *
   * @param blockBytes size of blocks; longer records make longer ones
   * @throws MillraceException SOURCE_MISSING, SOURCE_CHANGED, SOURCE_UNREADABLE,
   *     SOURCE_FORMAT_UNSUPPORTED, COLUMN_DUPLICATE, COLUMN_LIMIT
   */
  public static CsvFile open(
      SourceObject object, Path file, Optional<Character> separator, int blockBytes) {
    SourceBytes bytes = SourceBytes.open(object, file);
    try {
      return new CsvFile(object, bytes, separator, blockBytes);
    } catch (RuntimeException | Error e) {
      bytes.close();
      throw e;
    }
  }

  /** Names of the columns; empty when the file has no header, being empty. */
  @Override
  public List<ColumnName> header() {
    return header;
  }

  Dialect dialect() {
    return dialect;
  }

  @Override
  public @Nullable RecordBlock next() {
    return header.isEmpty() ? null : blocks.next();
  }

  @Override
  public void requireUnchanged() {
    bytes.requireUnchanged();
  }

  @Override
  public SourceFacts facts(RecordBlock block, ReadOptions options) {
    return SourceFacts.of(this, block, options);
  }

  @Override
  public RowReader rows(int source, LandingPlan plan) {
    return new CsvRowReader(this, source, plan);
  }

  private List<ColumnName> readHeader() {
    RecordCursor cursor = new RecordCursor(dialect, window.look());
    do {
      if (!cursor.next()) {
        return List.of();
      }
    } while (cursor.isBlank());
    boolean whole = cursor.position() < window.to() || window.isLast();
    if (!whole || cursor.broken() != null) {
      throw wrongHeader("the first line is no header")
          .found(cursor.broken() == null ? "a line without end" : cursor.broken())
          .asException();
    }
    if (!Utf8.isWellFormed(cursor.data(), cursor.recordStart(), cursor.recordEnd())) {
      throw wrongHeader("the header is not UTF-8")
          .next("Convert the file, for instance: iconv -f LATIN1 -t UTF-8.")
          .asException();
    }
    if (cursor.fields() > MOST_COLUMNS) {
      throw Problem.of(ErrorCode.COLUMN_LIMIT, "the file has too many columns")
          .at(object.location())
          .found(cursor.fields())
          .allowed("at most " + MOST_COLUMNS)
          .asException();
    }
    List<ColumnName> names = names(cursor);
    window.skip(cursor.position() - window.from());
    return names;
  }

  private List<ColumnName> names(RecordCursor cursor) {
    List<ColumnName> names = new ArrayList<>();
    Set<ColumnName> seen = new HashSet<>();
    for (int field = 0; field < cursor.fields(); field++) {
      String text =
          new String(
              cursor.data(),
              cursor.start(field),
              cursor.end(field) - cursor.start(field),
              StandardCharsets.UTF_8);
      String name = cursor.kind(field) == RecordCursor.DOUBLED ? text.replace("\"\"", "\"") : text;
      // Programs that write an index first leave its name out.
      ColumnName column = name(name.isEmpty() ? "column_" + (field + 1) : name);
      if (!seen.add(column)) {
        throw Problem.of(ErrorCode.COLUMN_DUPLICATE, "two columns have the same name")
            .at(object.location())
            .found(column)
            .next("Rename one of them in the header.")
            .asException();
      }
      names.add(column);
    }
    return List.copyOf(names);
  }

  private ColumnName name(String name) {
    try {
      return new ColumnName(name);
    } catch (IllegalArgumentException e) {
      throw wrongHeader("the header holds no names")
          .found(name)
          .allowed("names of 1 to 256 characters without control characters")
          .asException();
    }
  }

  private Problem wrongHeader(String what) {
    return Problem.of(ErrorCode.SOURCE_UNREADABLE, what)
        .at(object.location())
        .next("Check that the file is separated text with the names of its columns first.");
  }

  @Override
  public void close() {
    bytes.close();
  }
}
