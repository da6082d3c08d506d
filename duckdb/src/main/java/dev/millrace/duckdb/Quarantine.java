package dev.millrace.duckdb;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.store.BlobStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps every rejected record as a JSON line, and counts them by reason. Not thread-safe. */
final class Quarantine implements AutoCloseable {
  private static final int MOST_EXAMPLES = 20;

  private final Path file;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final List<RejectedRecord> examples = new ArrayList<>();
  private @Nullable OutputStream out;

  Quarantine(Scratch scratch) {
    this.file = scratch.newFile("quarantine-", ".jsonl");
  }

  void add(RejectedRecord record) {
    reasons.merge(record.reason(), 1L, Long::sum);
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(record);
    }
    try {
      if (out == null) {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
      }
      out.write(CanonicalJson.bytes(DataJson.of(record)));
      out.write('\n');
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  Map<String, Long> reasons() {
    return reasons;
  }

  List<RejectedRecord> examples() {
    return examples;
  }

  /** The blob of all records; empty when there are none. */
  Optional<Digest> store(BlobStore blobs) {
    if (out == null) {
      return Optional.empty();
    }
    try {
      out.close();
      out = null;
    } catch (IOException e) {
      throw unwritable(e);
    }
    return Optional.of(blobs.putFile(file));
  }

  private MillraceException unwritable(IOException e) {
    return new MillraceException(
        Problem.of(ErrorCode.DISK_FULL, "rejected records cannot be kept")
            .at(file.toString())
            .found(e)
            .next("Free space on that disk."),
        e);
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
