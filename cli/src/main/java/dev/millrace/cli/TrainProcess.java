package dev.millrace.cli;

import dev.millrace.core.train.ChildTrainer;
import dev.millrace.core.train.EngineRows;
import dev.millrace.core.train.JobMessages;
import dev.millrace.core.train.RowSource;
import dev.millrace.core.train.RowsFile;
import dev.millrace.core.train.TrainJob;
import dev.millrace.core.train.TrainWork;
import dev.millrace.core.train.TrainedModel;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.store.Home;
import dev.millrace.store.files.HomeBlobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The training process: {@code millrace __job FILE}. It writes blobs by content and nothing else,
 * speaks in {@link JobMessages}, and ends as soon as its standard input does, since then its parent
 * is gone.
 */
final class TrainProcess {
  static final String COMMAND = "__job";
  private static final int ORPHANED = 9;

  private final PrintStream out;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  TrainProcess(PrintStream out) {
    this.out = out;
  }

  /** Runs the job; gives the exit code. */
  int run(Path file) {
    watchParent(System.in);
    try {
      TrainJob job = TrainJob.fromJson(JsonReader.read(Files.readAllBytes(file)));
      out.println(JobMessages.result(train(job, file.resolveSibling(RowsFile.NAME))));
      out.flush();
      return 0;
    } catch (MillraceException e) {
      out.println(JobMessages.problems(e));
    } catch (OutOfMemoryError e) {
      out.println(
          JobMessages.problems(
              Problem.of(ErrorCode.TRAINING_OUT_OF_MEMORY, "the training process ran out of memory")
                  .next(ChildTrainer.MORE_MEMORY)
                  .asException()));
    } catch (IOException | RuntimeException e) {
      e.printStackTrace(System.err);
      out.println(
          JobMessages.problems(
              Problem.of(ErrorCode.TRAINING_FAILED, "a fault in the training process: " + e)
                  .asException()));
    }
    out.flush();
    return 1;
  }

  /** Learns from the rows that were handed over; without such it gathers them itself. */
  private List<TrainedModel> train(TrainJob job, Path handed) {
    Home home = Home.open(Path.of(job.home()));
    EngineSettings settings =
        new EngineSettings(
            job.threads(),
            HomeConfig.of(home).engineMemory().orElse(1L << 30),
            home.scratch(),
            List.of());
    try (HomeBlobs blobs = HomeStore.blobs(home, Clock.systemUTC(), ProcessKill.checkpoints())) {
      if (Files.exists(handed)) {
        return learn(job, new RowsFile(handed), blobs);
      }
      try (DuckDb engine = DuckDb.open(settings, blobs)) {
        return learn(job, new EngineRows(engine), blobs);
      }
    }
  }

  private List<TrainedModel> learn(TrainJob job, RowSource rows, HomeBlobs blobs) {
    return new TrainWork(
            job,
            Runtime.getRuntime().maxMemory(),
            rows,
            blobs,
            OpenHome.learners(),
            cancelled::get,
            (learner, progress) -> out.println(JobMessages.progress(learner, progress)))
        .run();
  }

  /** Halts when the parent's end of the pipe is gone; a native call cannot hold that up. */
  static void watchParent(InputStream in) {
    Thread.ofPlatform()
        .daemon()
        .name("millrace-parent")
        .start(
            () -> {
              try {
                while (in.read() >= 0) {
                  // The parent says nothing; only the end of the stream matters.
                }
              } catch (IOException e) {
                // A broken pipe says the same as its end.
              }
              Runtime.getRuntime().halt(ORPHANED);
            });
  }
}
