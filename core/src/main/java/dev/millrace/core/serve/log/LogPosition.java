package dev.millrace.core.serve.log;

import java.util.Objects;

/**
 * A place in one node's part of a stream.
 *
 * @param segment the segment it is in
 * @param offset byte in the segment's file; 0 before its header
 * @param nextSequence number of the record that comes next
 */
public record LogPosition(SegmentName segment, long offset, long nextSequence) {
  public LogPosition {
    Objects.requireNonNull(segment);
    if (offset < 0) {
      throw new IllegalArgumentException("an offset is not negative: " + offset);
    }
  }
}
