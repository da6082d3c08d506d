package dev.millrace.core.keep;

import dev.millrace.spi.id.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is needed, and what is not.
 *
 * @param at when it was looked
 * @param youngest what was written at this time or later stays
 * @param kept blobs that are needed
 * @param condemned results that are not, newest first
 * @param bound runs under way and those that registered something
 * @param rows whether contents with rows that nothing names must stay: a person is held
 * @param more there is more to collect than is taken at once
 */
record Marked(
    Instant at,
    Instant youngest,
    DigestTable kept,
    List<Condemned> condemned,
    Set<RunId> bound,
    Rows rows,
    boolean more) {
  /** What becomes of rows that nothing needs. */
  enum Rows {
    FREE,
    HELD
  }
}
