package dev.millrace.core.serve.compact;

import dev.millrace.core.serve.log.LogStream;
import dev.millrace.error.MillraceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Compacts a log in a process of its own and lets go of what is old. {@link #run} is called by one
 * thread; what cannot be done now is tried again by the next call.
 */
public final class LogCare implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LogCare.class.getName());

  private final ChildCompactor compactor;
  private final Supplier<CompactJob> job;
  private final Supplier<Retention> keep;
  private final Path log;
  private final InstantSource clock;
  private volatile boolean closed;

  /**
   * Care of a log.
   *
   * @param job made anew each time, since there are new versions
   * @param keep asked each time: what is kept may change
   */
  public LogCare(
      ChildCompactor compactor,
      Supplier<CompactJob> job,
      Supplier<Retention> keep,
      Path log,
      InstantSource clock) {
    this.compactor = compactor;
    this.job = job;
    this.keep = keep;
    this.log = log;
    this.clock = clock;
  }

  /** Does what there is to do. */
  public void run() {
    if (closed || !Files.isDirectory(log)) {
      return;
    }
    try {
      List<Manifest> made = compactor.run(job.get());
      if (!made.isEmpty()) {
        LOG.log(
            Level.INFO,
            String.format(
                Locale.ROOT,
                "%,d records of the log were compacted",
                made.stream().mapToLong(Manifest::rows).sum()));
      }
      for (LogStream stream : LogStream.values()) {
        Retention.Removed removed = keep.get().apply(log, stream, clock.instant());
        if (removed.sets() > 0) {
          LOG.log(
              Level.INFO,
              String.format(
                  Locale.ROOT, "%,d old %s were removed", removed.records(), stream.folder()));
        }
      }
    } catch (MillraceException e) {
      if (!closed) {
        LOG.log(Level.WARNING, "the log is not looked after now, which is tried again", e);
      }
    }
  }

  /** Ends the process that is at work, if there is one; the next one goes on where it was. */
  @Override
  public void close() {
    closed = true;
    compactor.close();
  }
}
