package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Contents by their SHA-256. Writing is whole or not at all and survives a crash once it returned
 * (write, flush to disk, rename). Safe for concurrent use, by several processes too.
 */
public interface BlobStore {
  /** Stores a content; storing it again changes nothing. DISK_FULL when there is no room. */
  Digest put(byte[] bytes);

  /** Stores a file's content; the file may be moved away from where it is. */
  Digest putFile(Path file);

  /** The content, checked against its name while it is read: BLOB_MISSING, BLOB_CORRUPT. */
  InputStream open(Digest digest);

  /** The content as a local file, checked against its name; for reading only. */
  Path localFile(Digest digest);

  /**
   * True when the content is there and whole; it is then about to be used, and counts as put now.
   */
  boolean verify(Digest digest);
}
