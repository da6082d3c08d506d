package dev.millrace.core.serve.log;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;

/** Predictions and labels of one process on their way into the log's folder. */
public final class PredictionLog implements AutoCloseable {
  private static final int LABEL_QUEUE = 1 << 20;

  private final NodeLock lock;
  private final Sampling sampling;
  private final RecordLog<LoggedPrediction> predictions;
  private final RecordLog<LoggedLabel> labels;

  private PredictionLog(
      NodeLock lock,
      Sampling sampling,
      RecordLog<LoggedPrediction> predictions,
      RecordLog<LoggedLabel> labels) {
    this.lock = lock;
    this.sampling = sampling;
    this.predictions = predictions;
    this.labels = labels;
  }

  /**
   * Opens a log for writing.
   *
   * @param folder made if it is not there; several processes may write into it
   * @param node a name never used in this folder before
   * @param settings of predictions; labels are always kept on the disk, since nobody sends them
   *     twice
   * @param threads gives the two writer threads
   * @throws MillraceException FILE_UNWRITABLE
   */
  public static PredictionLog open(
      Path folder,
      NodeId node,
      LogSettings settings,
      Sampling sampling,
      InstantSource clock,
      ThreadFactory threads) {
    try {
      for (LogStream stream : LogStream.values()) {
        Files.createDirectories(folder.resolve(stream.folder()));
      }
      NodeLock lock = NodeLock.take(folder, node);
      PredictionLog log =
          new PredictionLog(
              lock,
              sampling,
              new RecordLog<>(
                  new PredictionCodec(),
                  new FolderSegments(folder.resolve(LogStream.PREDICTIONS.folder())),
                  node,
                  settings,
                  clock,
                  threads),
              new RecordLog<>(
                  new LabelCodec(),
                  new FolderSegments(folder.resolve(LogStream.LABELS.folder())),
                  node,
                  settings.withDurability(Durability.DISK).withQueue(LABEL_QUEUE),
                  clock,
                  threads));
      log.predictions.start();
      log.labels.start();
      return log;
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the prediction log cannot be opened")
              .at(folder.toString())
              .found(e)
              .next("Check that the folder may be written and its disk has room."),
          e);
    }
  }

  /** What share is kept; stored in the predictions by who makes them. */
  public Sampling sampling() {
    return sampling;
  }

  /**
   * Hands a prediction over; see {@link RecordLog#append(Object, Acknowledgement)}. One that its
   * own sampling probability leaves out is {@link Fate#SAMPLED_OUT}.
   */
  public Fate append(LoggedPrediction prediction, Acknowledgement acknowledgement) {
    return Sampling.keeps(prediction.id(), prediction.samplingProbability())
        ? predictions.append(prediction, acknowledgement)
        : predictions.refused(Fate.SAMPLED_OUT);
  }

  /** Labels, each of which is kept on the disk or known not to be. */
  public RecordLog<LoggedLabel> labels() {
    return labels;
  }

  public LogCounts predictionCounts() {
    return predictions.counts();
  }

  @Override
  public void close() {
    try (lock;
        labels;
        predictions) {
      // Closed in reverse order; the lock last.
    }
  }
}
