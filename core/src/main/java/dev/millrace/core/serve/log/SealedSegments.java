package dev.millrace.core.serve.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The segments of a stream to which nothing more will be added.
 *
 * @param <T> the record
 */
public final class SealedSegments<T> {
  private final Path log;
  private final RecordCodec<T> codec;
  private final SegmentFolder folder;
  private final LogReader<T> reader;

  private SealedSegments(Path log, RecordCodec<T> codec, LogReader<T> reader) {
    this.log = log;
    this.codec = codec;
    this.folder = new SegmentFolder(log, codec.stream());
    this.reader = reader;
  }

  /** Segments of predictions of the log in this folder. */
  public static SealedSegments<LoggedPrediction> predictions(Path log) {
    return new SealedSegments<>(log, new PredictionCodec(), LogReader.predictions(log));
  }

  /** Segments of labels of the log in this folder. */
  public static SealedSegments<LoggedLabel> labels(Path log) {
    return new SealedSegments<>(log, new LabelCodec(), LogReader.labels(log));
  }

  public LogStream stream() {
    return codec.stream();
  }

  /**
   * Seals what processes that have ended left open; gives the number of segments.
   *
   * @param own nodes of this process, which live
   */
  public int sealOrphans(Set<NodeId> own) throws IOException {
    return folder.sealOrphans(log, own);
  }

  /** In order. */
  public List<SegmentName> list() throws IOException {
    return folder.list().entrySet().stream()
        .filter(entry -> entry.getValue() == SegmentFolder.State.SEALED)
        .map(Map.Entry::getKey)
        .toList();
  }

  public long bytes(SegmentName name) throws IOException {
    return Files.size(folder.sealedFile(name));
  }

  /** Reads a segment from its beginning. */
  public LogRead read(SegmentName name, RecordSink<T> sink) throws IOException {
    return reader.readSealed(name, sink);
  }

  /** Removes a segment, if it is there. */
  public void delete(SegmentName name) throws IOException {
    Files.deleteIfExists(folder.sealedFile(name));
  }

  /** Makes removals survive the death of the machine. */
  public void forceNames() throws IOException {
    Folders.force(folder.folder());
  }
}
