package dev.millrace.core.serve.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A segment's file as its writer sees it. */
interface SegmentFile extends Closeable {
  /** Writes all of the buffer at the end. */
  void append(ByteBuffer bytes) throws IOException;

  /** Makes what was written survive the death of the machine. */
  void force() throws IOException;

  /** Cuts off everything from this position on. */
  void cut(long size) throws IOException;
}
