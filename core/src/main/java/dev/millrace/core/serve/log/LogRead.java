package dev.millrace.core.serve.log;

import java.util.List;
import java.util.Objects;

/**
 * What a reading found.
 *
 * @param to where the next reading goes on
 * @param records number of records given out
 * @param pendingBytes behind the last whole record of segments that are still written
 * @param tornBytes behind the last whole record of segments that are not written any more: a writer
 *     died in the middle; they are passed over
 * @param tornTails segments that end so
 * @param missing records whose numbers were passed over: damaged, or their segments are gone
 * @param damages where records should be and are not
 */
public record LogRead(
    LogOffsets to,
    long records,
    long pendingBytes,
    long tornBytes,
    long tornTails,
    long missing,
    List<LogDamage> damages) {
  public LogRead {
    Objects.requireNonNull(to);
    damages = List.copyOf(damages);
  }
}
