package dev.millrace.core.serve;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.store.BlobStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The rejected records of a landing, one after another; never all of them in memory. */
final class RejectedLines implements AutoCloseable {
  private final BufferedReader lines;
  private Optional<RejectedRecord> next;

  RejectedLines(Landed landed, BlobStore blobs) {
    InputStream in = landed.quarantine().map(blobs::open).orElseGet(InputStream::nullInputStream);
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.next = read();
  }

  /** The record that comes next, which stays until it is taken. */
  Optional<RejectedRecord> peek() {
    return next;
  }

  void take() {
    next = read();
  }

  private Optional<RejectedRecord> read() {
    try {
      return Optional.ofNullable(lines.readLine())
          .map(line -> JsonReader.read(line.getBytes(StandardCharsets.UTF_8)))
          .map(DataJson::rejectedRecord);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static MillraceException unreadable(IOException e) {
    return new MillraceException(
        Problem.of(ErrorCode.STORE_FAILED, "the quarantined records cannot be read")
            .found(FileFault.words(e))
            .next("Check the disk of the home, then run again."),
        e);
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
