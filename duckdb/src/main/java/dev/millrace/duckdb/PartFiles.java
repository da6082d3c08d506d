package dev.millrace.duckdb;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parts as files DuckDB may read. A blob is checked against its name the first time and when its
 * file's size or time changed; in between the check is remembered. Thread-safe.
 */
final class PartFiles {
  private record Checked(Path file, long bytes, FileTime modified) {}

  private final BlobStore blobs;
  private final Scratch scratch;
  private final Map<Digest, Checked> checked = new ConcurrentHashMap<>();

  PartFiles(BlobStore blobs, Scratch scratch) {
    this.blobs = blobs;
    this.scratch = scratch;
  }

  /** File of a part; BLOB_MISSING, BLOB_CORRUPT. */
  Path find(Part part) {
    Checked known = checked.get(part.blob());
    if (known != null && known.equals(look(known.file()))) {
      return known.file();
    }
    Path file = link(blobs.localFile(part.blob()));
    checked.put(part.blob(), look(file));
    return file;
  }

  /** DuckDB reads granted folders only and follows no link out of them; a second name is none. */
  private Path link(Path file) {
    Path link = scratch.newFile("read-", ".parquet");
    try {
      return Files.createLink(link, file);
    } catch (IOException | UnsupportedOperationException e) {
      return copy(file, link);
    }
  }

  private static Path copy(Path file, Path copy) {
    try {
      return Files.copy(file, copy);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.DISK_FULL, "a part cannot be copied to the engine's scratch folder")
              .at(copy.toString())
              .found(e)
              .next("Free space there, or keep the scratch folder on the disk of the home."),
          e);
    }
  }

  private static Checked look(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Checked(file, attributes.size(), attributes.lastModifiedTime());
    } catch (IOException e) {
      return new Checked(file, -1, FileTime.fromMillis(0));
    }
  }
}
