package dev.millrace.core.serve.log;

import java.util.Objects;

/**
 * Bytes in the middle of a segment that are no record; what lies behind them has been read.
 *
 * @param file name of the segment's file
 * @param from first byte
 * @param to byte behind the last
 * @param what what is wrong
 */
public record LogDamage(String file, long from, long to, String what) {
  public LogDamage {
    Objects.requireNonNull(file);
    Objects.requireNonNull(what);
  }
}
