package dev.millrace.core.serve.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames into segments, group by group; a group is in the log whole or not at all. A segment
 * is begun with the first record it gets. One thread.
 */
final class SegmentWriter {
  private static final int BUFFER = 256 << 10;

  private final SegmentFiles files;
  private final LogStream stream;
  private final NodeId node;
  private final LogSettings settings;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final CRC32C checksum = new CRC32C();

  private @Nullable SegmentFile file;
  private SegmentName name;
  private Instant created = Instant.EPOCH;

  /** Bytes of whole groups in the segment. */
  private long size;

  /** Bytes of the group that are in the buffer or written. */
  private long grown;

  /** Number of the first record of the next group. */
  private long nextSequence;

  private long records;

  /** A flush has begun and not succeeded. */
  private boolean uncertain;

  SegmentWriter(SegmentFiles files, LogStream stream, NodeId node, LogSettings settings) {
    this.files = files;
    this.stream = stream;
    this.node = node;
    this.settings = settings;
    this.name = new SegmentName(node, 0);
  }

  /** Adds a frame, with room for its envelope, to the group. */
  void add(byte[] memory, int start, int bytes, Instant now) throws IOException {
    SegmentFile open = file == null ? begin(now) : file;
    Frame.seal(memory, start, bytes, nextSequence + records, checksum);
    int done = 0;
    while (done < bytes) {
      if (!buffer.hasRemaining()) {
        flush(open);
      }
      int part = Math.min(bytes - done, buffer.remaining());
      buffer.put(memory, start + done, part);
      done += part;
    }
    grown += bytes;
    records++;
  }

  /** Ends the group: its records are as durable as promised when this returns. */
  void commit() throws IOException {
    if (file != null && records > 0) {
      flush(file);
      if (settings.durability() == Durability.DISK) {
        uncertain = true;
        file.force();
        uncertain = false;
      }
      size += grown;
      nextSequence += records;
      grown = 0;
      records = 0;
    }
  }

  /**
   * Forgets the group after a failure. Where it cannot be cut off, or nobody knows what reached the
   * disk, the segment is left behind, and the numbers of the group are not given again.
   */
  void abort() throws IOException {
    buffer.clear();
    SegmentFile open = file;
    if (open == null) {
      records = 0;
      grown = 0;
      return;
    }
    boolean empty = size == 0 && !uncertain;
    boolean cut = false;
    try {
      if (!uncertain && size > 0) {
        open.cut(size);
        cut = true;
      }
    } finally {
      uncertain = false;
      grown = 0;
      nextSequence += cut || empty ? 0 : Math.max(1, records);
      records = 0;
      if (empty) {
        file = null;
        open.close();
        files.remove(name);
      } else if (!cut) {
        end();
      }
    }
  }

  /** Closes the segment when it is large or old enough; the next record begins another. */
  Optional<SegmentName> roll(Instant now) throws IOException {
    if (file == null) {
      return Optional.empty();
    }
    if (now.isBefore(created)) {
      // The clock went back; the segment's age counts from here.
      created = now;
    }
    boolean old = Duration.between(created, now).compareTo(settings.segmentAge()) >= 0;
    if (!old && size < settings.segmentBytes()) {
      return Optional.empty();
    }
    SegmentName closed = name;
    end();
    return Optional.of(closed);
  }

  /** Closes the segment, if there is one. */
  void end() throws IOException {
    SegmentFile open = file;
    if (open != null) {
      file = null;
      open.close();
      files.seal(name);
      if (settings.durability() == Durability.DISK) {
        files.forceNames();
      }
    }
  }

  private SegmentFile begin(Instant now) throws IOException {
    name = new SegmentName(node, nextSequence);
    SegmentFile made = files.create(name);
    file = made;
    created = now;
    size = 0;
    byte[] header = new SegmentHeader(stream, node, nextSequence, Micros.of(now)).encode();
    buffer.put(header);
    grown = header.length;
    if (settings.durability() == Durability.DISK) {
      files.forceNames();
    }
    return made;
  }

  private void flush(SegmentFile open) throws IOException {
    buffer.flip();
    open.append(buffer);
    buffer.clear();
  }
}
