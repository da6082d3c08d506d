package dev.millrace.duckdb.text;

import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of JSON objects, opened: one to a line, the elements of one array, or one after another.
 * Which of these it is, its first bytes tell. Not thread-safe.
 */
public final class JsonFile implements TextFile {
  private static final int LOOKED_AT = 1 << 16;
  private static final int MOST_LINES = 200;

  private final SourceBytes bytes;
  private final JsonShape shape;
  private final JsonBlockReader blocks;

  private JsonFile(SourceObject object, SourceBytes bytes, int block) {
    this.bytes = bytes;
    ByteWindow window = new ByteWindow(bytes, block);
    FileHead.skipMark(window, object.location());
    this.shape = shape(window, object.location());
    this.blocks = new JsonBlockReader(window, object.location(), shape);
  }

  /**
   * Opens a file.
   *
   * @param blockBytes size of blocks; longer records make longer ones
   * @throws dev.millrace.error.MillraceException SOURCE_MISSING, SOURCE_CHANGED, SOURCE_UNREADABLE,
   *     SOURCE_FORMAT_UNSUPPORTED
   */
  public static JsonFile open(SourceObject object, Path file, int blockBytes) {
    SourceBytes bytes = SourceBytes.open(object, file);
    try {
      return new JsonFile(object, bytes, blockBytes);
    } catch (RuntimeException | Error e) {
      bytes.close();
      throw e;
    }
  }

  /** Tells the shape and leaves out the bracket of an array. */
  private static JsonShape shape(ByteWindow window, String location) {
    byte[] data = window.data();
    int p = window.from();
    while (p < window.to() && Character.isWhitespace(data[p])) {
      p++;
    }
    if (p == window.to()) {
      return JsonShape.LINES;
    }
    if (data[p] == '[') {
      window.skip(p + 1 - window.from());
      return JsonShape.ARRAY;
    }
    if (data[p] != '{') {
      throw Problem.of(ErrorCode.SOURCE_UNREADABLE, "the file is not JSON")
          .at(location)
          .found("it begins with " + new ShownByte(data[p]))
          .allowed("objects: one to a line, in one array, or one after another")
          .next("Name the format under 'source.format', or correct the file.")
          .asException();
    }
    return mostLinesAreObjects(window) ? JsonShape.LINES : JsonShape.OBJECTS;
  }

  /** A byte as people read it. */
  private record ShownByte(byte value) {
    @Override
    public String toString() {
      return value > ' ' && value < 0x7f ? "'" + (char) value + "'" : "byte " + (value & 0xff);
    }
  }

  /** A first line that is broken must not make one record of the whole file. */
  private static boolean mostLinesAreObjects(ByteWindow window) {
    byte[] data = window.data();
    int end = Math.min(window.to(), window.from() + LOOKED_AT);
    boolean isAll = end == window.to() && window.isLast();
    JsonScan scan = new JsonScan();
    int lines = 0;
    int objects = 0;
    int p = window.from();
    while (p < end && lines < MOST_LINES) {
      int line = window.find(Dialect.LF, p);
      if (line >= end && !isAll) {
        // A first line longer than what is looked at, as lines are.
        return lines == 0 || 2 * objects >= lines;
      }
      scan.restart();
      boolean begins = data[p] == '{';
      for (int i = p; i < Math.min(line, end); i++) {
        var _ = scan.closes(data[i]);
      }
      boolean blank = line == p;
      lines += blank ? 0 : 1;
      objects += !blank && begins && scan.isOutside() ? 1 : 0;
      p = line + 1;
    }
    return 2 * objects >= lines;
  }

  JsonShape shape() {
    return shape;
  }

  /** None: every record names its own. */
  @Override
  public List<ColumnName> header() {
    return List.of();
  }

  @Override
  public @Nullable RecordBlock next() {
    return blocks.next();
  }

  @Override
  public void requireUnchanged() {
    bytes.requireUnchanged();
  }

  @Override
  public SourceFacts facts(RecordBlock block, ReadOptions options) {
    return SourceFacts.of(shape, block, options);
  }

  @Override
  public RowReader rows(int source, LandingPlan plan) {
    return new JsonRowReader(shape, source, plan);
  }

  @Override
  public void close() {
    bytes.close();
  }
}
