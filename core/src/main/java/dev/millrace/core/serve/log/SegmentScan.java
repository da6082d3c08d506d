package dev.millrace.core.serve.log;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one segment from an offset on.
 *
 * @param <T> the record
 */
final class SegmentScan<T> {
  /**
   * What was found.
   *
   * @param offset behind the last whole record
   * @param rest bytes behind it
   */
  record Found(long offset, long nextSequence, long records, long rest, long missing) {}

  private final RecordCodec<T> codec;
  private final RecordSink<T> sink;
  private final Path file;
  private final SegmentName name;
  private final List<LogDamage> damages = new ArrayList<>();

  private long expected;
  private long records;
  private long missing;

  SegmentScan(RecordCodec<T> codec, RecordSink<T> sink, Path file, SegmentName name) {
    this.codec = codec;
    this.sink = sink;
    this.file = file;
    this.name = name;
  }

  List<LogDamage> damages() {
    return damages;
  }

  /**
   * Scans.
   *
   * @param from 0, or where a scan ended
   * @param nextSequence number of the record that is expected there
   */
  Found scan(long from, long nextSequence) throws IOException {
    expected = nextSequence;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FrameScan frames = new FrameScan(channel);
      long begin = from;
      if (from == 0) {
        byte[] head = frames.head(SegmentHeader.BYTES);
        if (head.length < SegmentHeader.BYTES) {
          return new Found(0, expected, 0, head.length, 0);
        }
        checkHeader(head);
        begin = SegmentHeader.BYTES;
      }
      long offset = frames.scan(begin, new Decoding());
      return new Found(offset, expected, records, frames.end() - offset, missing);
    }
  }

  private void checkHeader(byte[] head) {
    SegmentHeader read = SegmentHeader.decode(head).orElse(null);
    if (SegmentHeader.isWhole(head) && SegmentHeader.version(head) != SegmentHeader.VERSION) {
      throw unknownVersion(file, "segment version " + SegmentHeader.version(head));
    }
    if (read == null) {
      damage(0, head.length, "the header is damaged");
    } else if (read.stream() != codec.stream()
        || !read.node().equals(name.node())
        || read.firstSequence() != name.firstSequence()) {
      damage(0, head.length, "the header is another segment's");
    }
  }

  private static RuntimeException unknownVersion(Path file, String found) {
    return Problem.of(
            ErrorCode.LOG_VERSION_UNSUPPORTED,
            "this part of the prediction log was written by a later version")
        .at(file.toString())
        .found(found)
        .allowed("segment version 1, record version 1")
        .next("Read it with the version of Millrace that wrote it, or a later one.")
        .asException();
  }

  private void damage(long from, long to, String what) {
    damages.add(new LogDamage(String.valueOf(file.getFileName()), from, to, what));
  }

  /** Turns frames into records. */
  private final class Decoding implements FrameScan.Sink {
    @Override
    public void frame(byte[] memory, int start, int bytes, long offset) {
      long sequence = Frame.sequence(memory, start);
      T value;
      try {
        value = codec.read(memory, start + Frame.HEADER, bytes - Frame.HEADER);
      } catch (UnknownVersion e) {
        throw unknownVersion(file, e.getMessage() + " at byte " + offset);
      } catch (BodyFault e) {
        SegmentScan.this.damage(
            offset, offset + bytes, "a whole frame that is no record: " + e.getMessage());
        return;
      }
      missing += Math.max(0, sequence - expected);
      expected = sequence + 1;
      records++;
      sink.next(value, name.node(), sequence);
    }

    @Override
    public void damage(long from, long to) {
      SegmentScan.this.damage(from, to, "damaged bytes");
    }
  }
}
