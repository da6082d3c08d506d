package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Blobs that can be looked through and removed. Nothing here knows who refers to a content: whoever
 * removes one has seen to that.
 *
 * <p>A listing may lag: a content written a moment ago may be missing from it, one deleted a moment
 * ago may still be shown, and one that others write or delete meanwhile may be shown or not. So
 * what a listing does not show is not thereby gone ({@link #verify} says), and a content that it
 * shows may be gone already ({@link #delete} then says so).
 */
public interface BlobShelf extends BlobStore {
  /**
   * Putting or verifying a content that was last put or verified longer ago than this makes it
   * young again, so that who removes what is old and in nobody's use leaves alone what a run is
   * about to refer to. Allow at least twice this age before deleting.
   */
  Duration FRESH = Duration.ofHours(1);

  /**
   * Every content that is stored, in no promised order, read bit by bit as the stream is consumed;
   * close it. Names that are no contents (unfinished writes, other people's files) are left out.
   * The stream throws what reading a blob throws.
   */
  Stream<StoredBlob> list();

  /** Removes a content; false when it was not there. Deleting is final. */
  boolean delete(Digest digest);
}
