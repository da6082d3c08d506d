package dev.millrace.store.files;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.UnusedBlobs;
import java.time.Instant;

/** The blobs of one home, opened by this process. Closed by whoever opened them. */
public interface HomeBlobs extends BlobShelf, UnusedBlobs, AutoCloseable {
  /**
   * Removes what writers that ended in the middle have left behind.
   *
   * @param before what was last written before this time is nobody's any more
   * @return how many there were
   */
  int sweep(Instant before);

  /** How many {@link #sweep} would remove. */
  int leftovers(Instant before);

  /**
   * Moves a content that is not what its name says out of the way, so that it counts as gone and
   * can be put again; nothing is deleted.
   *
   * @return where it is now, for people
   */
  String setAside(Digest digest);

  /** Kind and place of what keeps the blobs. Tells no secret. */
  String described();

  @Override
  default void close() {}
}
