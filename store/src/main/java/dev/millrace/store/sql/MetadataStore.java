package dev.millrace.store.sql;

import dev.millrace.spi.store.ChangeFeed;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.util.List;

/** The metadata of one home, opened by this process. Safe for use by any number of threads. */
public interface MetadataStore extends AutoCloseable {
  Stores stores();

  /** Kind, version and place of what keeps the metadata, asked of it now. Tells no secret. */
  String described();

  /** What a full look at the metadata finds wrong; empty when nothing is. */
  List<String> checkIntegrity();

  /** Bytes of the log that changes wait in before they are in the file; 0 when there is none. */
  default long logBytes() {
    return 0;
  }

  /** Moves what waits in the log to its place, so that the log shrinks. */
  default void shrinkLog() {}

  /** Makes every index anew from its table. */
  void rebuildIndexes();

  /** Writes all of one state of it into a new SQLite file, while others go on writing. */
  void snapshot(Path file);

  /** A feed of changes from now on, on a connection of its own; closed by whoever asked for it. */
  ChangeFeed feed();

  /** How it runs transactions, for what looks after the whole of it. */
  Transactions transactions();

  /**
   * Writes over what was removed or replaced, so that no file of the database holds it any more.
   * Waits for its turn; called on a platform thread.
   */
  void purge();

  /** Lets the changes that wait go through, then lets go of the database. */
  @Override
  void close();
}
