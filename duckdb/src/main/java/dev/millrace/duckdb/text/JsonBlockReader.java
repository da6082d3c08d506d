package dev.millrace.duckdb.text;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a file of JSON objects into blocks of whole ones. Not thread-safe. */
final class JsonBlockReader {
  private final ByteWindow window;
  private final String location;
  private final JsonShape shape;
  private final JsonScan scan = new JsonScan();

  /** Bytes of the window that were scanned, and those of them that are whole values. */
  private int scanned;

  private int whole;

  JsonBlockReader(ByteWindow window, String location, JsonShape shape) {
    this.window = window;
    this.location = location;
    this.shape = shape;
  }

  /** The next records; null at the end of the file. SOURCE_UNREADABLE: one that is too long. */
  @Nullable RecordBlock next() {
    while (!window.isEmpty()) {
      int end = shape == JsonShape.LINES ? lines() : values();
      if (end > window.from()) {
        scanned = 0;
        whole = 0;
        scan.restart();
        return window.take(end, List.of());
      }
      if (window.isFull()) {
        if (shape == JsonShape.LINES) {
          return window.takeTooLong(Dialect.LF);
        }
        throw Problem.of(ErrorCode.SOURCE_UNREADABLE, "a record of the file is too long")
            .at(location)
            .found("more than " + (ByteWindow.LONGEST_RECORD >> 20) + " MiB without an end")
            .next("Write one object to a line, or check that every bracket is closed.")
            .asException();
      }
      window.grow();
    }
    return null;
  }

  private int lines() {
    if (window.isLast()) {
      return window.to();
    }
    int line = window.findLast(Dialect.LF, window.from(), window.to());
    return line < 0 ? window.from() : line + 1;
  }

  private int values() {
    byte[] data = window.data();
    int length = window.to() - window.from();
    for (; scanned < length; scanned++) {
      if (scan.closes(data[window.from() + scanned])) {
        whole = scanned + 1;
      }
    }
    return window.isLast() ? window.to() : window.from() + whole;
  }
}
