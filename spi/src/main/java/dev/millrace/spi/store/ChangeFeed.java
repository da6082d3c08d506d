package dev.millrace.spi.store;

import java.time.Duration;

/**
 * Tells that the metadata of a home may have changed, so that whoever keeps in step with it need
 * not read it again and again. It says nothing of what has changed, and may tell of a change where
 * there is none of interest; while it cannot see changes, it says after a moment that there may be
 * some. Used by one thread.
 */
public interface ChangeFeed extends AutoCloseable {
  /**
   * Waits until a change that was not told of yet is committed, by whatever process.
   *
   * @param atMost longest wait, 1 ms or more
   * @return true when something may have changed, false when the time has passed
   */
  boolean await(Duration atMost) throws InterruptedException;

  @Override
  void close();
}
