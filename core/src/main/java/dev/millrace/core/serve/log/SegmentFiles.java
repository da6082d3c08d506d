package dev.millrace.core.serve.log;

import java.io.IOException;

/** Where a writer's segments go: a folder, or a disk that fails when a test says so. */
interface SegmentFiles {
  /** A new, empty file; there must be none of that name. */
  SegmentFile create(SegmentName name) throws IOException;

  /** Says that nothing more will come. */
  void seal(SegmentName name) throws IOException;

  /** Takes away a file that holds nothing. */
  void remove(SegmentName name) throws IOException;

  /** Makes the names of files survive the death of the machine. */
  void forceNames() throws IOException;
}
