package dev.millrace.cli;

import dev.millrace.core.serve.compact.CompactJob;
import dev.millrace.core.serve.compact.CompactMessages;
import dev.millrace.core.serve.compact.Compactor;
import dev.millrace.core.train.JobMessages;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.Home;
import dev.millrace.store.files.HomeBlobs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The compacting process: {@code millrace __compact FILE}. It writes one line of {@link
 * CompactMessages}, or the problems it ended with, and ends as soon as its standard input does.
 */
final class CompactProcess {
  static final String COMMAND = "__compact";
  private static final long ENGINE_MEMORY = 512L << 20;

  private final PrintStream out;

  CompactProcess(PrintStream out) {
    this.out = out;
  }

  /** Runs the job; gives the exit code. */
  int run(Path file) {
    TrainProcess.watchParent(System.in);
    try {
      out.println(compact(CompactJob.fromJson(JsonReader.read(Files.readAllBytes(file)))));
      out.flush();
      return 0;
    } catch (MillraceException e) {
      out.println(JobMessages.problems(e));
    } catch (IOException | RuntimeException e) {
      e.printStackTrace(System.err);
      out.println(
          JobMessages.problems(
              Problem.of(ErrorCode.LOG_UNREADABLE, "a fault in the compacting process: " + e)
                  .asException()));
    }
    out.flush();
    return 1;
  }

  private static String compact(CompactJob job) {
    Home home = Home.open(Path.of(job.home()));
    EngineSettings settings =
        new EngineSettings(
            1, HomeConfig.of(home).engineMemory().orElse(ENGINE_MEMORY), home.scratch(), List.of());
    try (HomeBlobs blobs = HomeStore.blobs(home, Clock.systemUTC(), Checkpoints.NONE);
        DuckDb engine = DuckDb.open(settings, blobs)) {
      return CompactMessages.result(new Compactor(job, engine, ProcessKill.checkpoints()).run());
    }
  }
}
