package dev.millrace.core.serve.compact;

import dev.millrace.core.serve.log.LogStream;
import dev.millrace.core.serve.log.SealedSegments;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.engine.TableExport;
import dev.millrace.spi.store.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the closed segments of a log into Parquet and removes them. It may be killed at any point
 * and run again; one runs at a time. Not for the process that writes the log.
 */
public final class Compactor {
  private final CompactJob job;
  private final TableExport export;
  private final Checkpoints checkpoints;

  /**
   * A compactor of one log.
   *
   * @param checkpoints told {@code compact.file-written}, {@code compact.before-manifest}, {@code
   *     compact.after-manifest} and {@code compact.segment-removed}
   */
  public Compactor(CompactJob job, TableExport export, Checkpoints checkpoints) {
    this.job = job;
    this.export = export;
    this.checkpoints = checkpoints;
  }

  /**
   * Compacts every closed segment; gives the manifests of the new sets.
   *
   * @throws MillraceException CONFLICT when another one is at work; LOG_UNREADABLE,
   *     LOG_VERSION_UNSUPPORTED, and what the export throws
   */
  public List<Manifest> run() {
    Path log = Path.of(job.log());
    try (LogLock _ = LogLock.toChange(log)) {
      List<Manifest> made = new ArrayList<>();
      made.addAll(
          new StreamCompaction<>(
                  SealedSegments.predictions(log),
                  new PredictionTables(job.inputs()),
                  new CompactedFolder(log, LogStream.PREDICTIONS),
                  export,
                  checkpoints)
              .run(job.setBytes()));
      made.addAll(
          new StreamCompaction<>(
                  SealedSegments.labels(log),
                  new LabelTables(),
                  new CompactedFolder(log, LogStream.LABELS),
                  export,
                  checkpoints)
              .run(job.setBytes()));
      return made;
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.LOG_UNREADABLE, "the prediction log cannot be compacted")
              .at(log.toString())
              .found(e)
              .next("Check the folder and its disk, and run it again; nothing is lost."),
          e);
    }
  }
}
