package dev.millrace.core.serve.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Finds the whole frames of a segment, in order, from an offset to where the file ended when the
 * scan began; at most a frame and a window are in memory.
 */
final class FrameScan {
  private static final int WINDOW = 1 << 20;

  /** What a scan finds. */
  interface Sink {
    /** A whole frame; its bytes are the scan's own. */
    void frame(byte[] memory, int start, int bytes, long offset);

    /** Bytes that are no frame, with a whole frame behind them. */
    void damage(long from, long to);
  }

  private final FileChannel channel;
  private final long end;
  private final CRC32C checksum = new CRC32C();
  private byte[] window = new byte[WINDOW];

  /** Offset of the window's first byte in the file, and the number of bytes in it. */
  private long base;

  private int filled;

  FrameScan(FileChannel channel) throws IOException {
    this.channel = channel;
    this.end = channel.size();
  }

  long end() {
    return end;
  }

  /** Scans; gives the offset behind the last whole frame. */
  long scan(long from, Sink sink) throws IOException {
    base = from;
    filled = 0;
    long whole = from;
    long at = from;
    while (at < end) {
      int bytes = wholeFrameAt(at);
      if (bytes < 0) {
        at++;
        continue;
      }
      if (at > whole) {
        sink.damage(whole, at);
      }
      sink.frame(window, (int) (at - base), bytes, at);
      at += bytes;
      whole = at;
    }
    return whole;
  }

  /** Size of the whole frame that begins here, or -1. */
  private int wholeFrameAt(long at) throws IOException {
    if (!isHeld(at, Frame.HEADER)) {
      return -1;
    }
    int start = (int) (at - base);
    if (!Frame.hasMarker(window, start)) {
      return -1;
    }
    int bytes = Frame.bytes(window, start);
    if (bytes < 0 || !isHeld(at, bytes)) {
      return -1;
    }
    return Frame.isWhole(window, (int) (at - base), bytes, checksum) ? bytes : -1;
  }

  /** Brings bytes into the window; false when the file ends before. */
  private boolean isHeld(long at, int bytes) throws IOException {
    if (at + bytes > end) {
      return false;
    }
    if (at + bytes <= base + filled) {
      return true;
    }
    int kept = (int) Math.max(0, base + filled - at);
    byte[] next = bytes > window.length ? new byte[bytes] : window;
    System.arraycopy(window, filled - kept, next, 0, kept);
    window = next;
    base = at;
    filled = kept;
    int wanted = (int) Math.min(window.length, end - at);
    ByteBuffer target = ByteBuffer.wrap(window, kept, wanted - kept);
    while (target.hasRemaining()) {
      int got = channel.read(target, base + target.position());
      if (got < 0) {
        // Cut by its writer since the scan began.
        filled = target.position();
        return at + bytes <= base + filled;
      }
    }
    filled = wanted;
    return true;
  }

  /** The first bytes of the file, fewer when it is shorter. */
  byte[] head(int bytes) throws IOException {
    byte[] head = new byte[(int) Math.min(bytes, end)];
    ByteBuffer target = ByteBuffer.wrap(head);
    while (target.hasRemaining()) {
      if (channel.read(target, target.position()) < 0) {
        return Arrays.copyOf(head, target.position());
      }
    }
    return head;
  }
}
