package dev.millrace.core.serve.log;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a stream from any position, also while it is written, in this process or another. Records
 * of a node come in the order they were written; nodes come one after another.
 *
 * @param <T> the record
 */
public final class LogReader<T> {
  private final RecordCodec<T> codec;
  private final SegmentFolder folder;

  private LogReader(RecordCodec<T> codec, Path log) {
    this.codec = codec;
    this.folder = new SegmentFolder(log, codec.stream());
  }

  /** Reads predictions of the log in this folder. */
  public static LogReader<LoggedPrediction> predictions(Path log) {
    return new LogReader<>(new PredictionCodec(), log);
  }

  /** Reads labels of the log in this folder. */
  public static LogReader<LoggedLabel> labels(Path log) {
    return new LogReader<>(new LabelCodec(), log);
  }

  /**
   * Gives out every whole record behind the offsets.
   *
   * @throws MillraceException LOG_VERSION_UNSUPPORTED; LOG_UNREADABLE when the operating system
   *     fails
   */
  public LogRead read(LogOffsets from, RecordSink<T> sink) {
    try {
      Reading reading = new Reading(from, sink);
      // Twice: a file that is renamed while the folder is read may be missed, but only once.
      SortedSet<SegmentName> segments = new TreeSet<>(folder.list().keySet());
      segments.addAll(folder.list().keySet());
      for (SegmentName name : segments) {
        reading.read(name);
      }
      return reading.result();
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.LOG_UNREADABLE, "the prediction log cannot be read")
              .at(folder.folder().toString())
              .found(e)
              .next("Check the folder and its disk."),
          e);
    }
  }

  /** Reads a single sealed segment from its beginning. */
  LogRead readSealed(SegmentName name, RecordSink<T> sink) throws IOException {
    Reading reading = new Reading(LogOffsets.START, sink);
    reading.read(name);
    return reading.result();
  }

  /** One pass over some segments. */
  private final class Reading {
    private final RecordSink<T> sink;
    private final SortedMap<NodeId, LogPosition> at;
    private final List<LogDamage> damages = new ArrayList<>();
    private long records;
    private long pending;
    private long torn;
    private long tornTails;
    private long missing;

    Reading(LogOffsets from, RecordSink<T> sink) {
      this.at = new TreeMap<>(from.byNode());
      this.sink = sink;
    }

    void read(SegmentName name) throws IOException {
      LogPosition position = at.get(name.node());
      long offset = 0;
      long next = position == null ? name.firstSequence() : position.nextSequence();
      if (position != null) {
        int order = position.segment().compareTo(name);
        if (order > 0) {
          return;
        }
        if (order == 0) {
          offset = position.offset();
        }
      }
      read(name, offset, next);
    }

    private void read(SegmentName name, long offset, long next) throws IOException {
      SegmentScan<T> scan = new SegmentScan<>(codec, sink, folder.openFile(name), name);
      SegmentScan.Found found;
      boolean sealed = false;
      try {
        found = scan.scan(offset, next);
      } catch (NoSuchFileException e) {
        sealed = true;
        scan = new SegmentScan<>(codec, sink, folder.sealedFile(name), name);
        try {
          found = scan.scan(offset, next);
        } catch (NoSuchFileException gone) {
          // Compacted or retired since the folder was read; the next segment's number tells.
          return;
        }
      }
      damages.addAll(scan.damages());
      records += found.records();
      missing += found.missing();
      if (!sealed) {
        pending += found.rest();
      } else if (found.rest() > 0) {
        torn += found.rest();
        tornTails++;
      }
      // A torn tail is counted once: the next reading begins behind it.
      long to = sealed ? found.offset() + found.rest() : found.offset();
      at.put(name.node(), new LogPosition(name, to, found.nextSequence()));
    }

    LogRead result() {
      return new LogRead(new LogOffsets(at), records, pending, torn, tornTails, missing, damages);
    }
  }
}
