package dev.millrace.store;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.files.FileBlobs;
import dev.millrace.store.files.HomeBlobs;
import dev.millrace.store.sql.MetadataStore;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Metadata and blobs of one home, opened by this process. Closed by whoever opened it. */
public final class LocalStore implements AutoCloseable {
  /** Longer than any write of a blob takes. */
  private static final Duration UNFINISHED_FOR = Duration.ofDays(1);

  private final MetadataStore metadata;
  private final HomeBlobs blobs;

  private LocalStore(MetadataStore metadata, HomeBlobs blobs) {
    this.metadata = metadata;
    this.blobs = blobs;
  }

  /**
   * Opens the stores of a home, made or upgraded if need be: HOME_NEWER, HOME_INVALID,
   * STORE_CORRUPT, STORE_BUSY, FILE_UNWRITABLE. Called on a platform thread.
   *
   * @param clock the system's clock, by which files have their times
   */
  public static LocalStore open(
      Home home, SqliteSettings settings, InstantSource clock, Checkpoints checkpoints) {
    return with(SqliteStore.open(home.database(), settings, checkpoints), home, clock, checkpoints);
  }

  /** The blobs of a home, as files, beside metadata that is kept elsewhere and is taken over. */
  public static LocalStore with(
      MetadataStore metadata, Home home, InstantSource clock, Checkpoints checkpoints) {
    return with(metadata, new FileBlobs(home.blobs(), clock, checkpoints));
  }

  /** Metadata and blobs, wherever they are kept; both are taken over. */
  public static LocalStore with(MetadataStore metadata, HomeBlobs blobs) {
    return new LocalStore(metadata, blobs);
  }

  public Stores stores() {
    return metadata.stores();
  }

  public HomeBlobs blobs() {
    return blobs;
  }

  /** Removes unfinished blobs that are nobody's any more, and says how many. */
  public int sweep(Instant now) {
    return blobs.sweep(now.minus(UNFINISHED_FOR));
  }

  /** What keeps the metadata: its kind, version and place. */
  public String metadataDescribed() {
    return metadata.described();
  }

  /** What looks after all of the metadata at once. */
  public MetadataStore metadata() {
    return metadata;
  }

  /** What a full look at the metadata finds wrong; empty when nothing is. */
  public List<String> checkIntegrity() {
    return metadata.checkIntegrity();
  }

  @Override
  public void close() {
    try (blobs) {
      metadata.close();
    }
  }
}
