package dev.millrace.core.serve.compact;

import dev.millrace.core.train.JobLauncher;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compacts in a child JVM, so that neither its memory nor a native crash is the server's. When it
 * dies, or this process does, the next run goes on where it was.
 */
public final class ChildCompactor {
  private final JobLauncher launcher;
  private final Path scratch;

  /**
   * A compactor that starts processes.
   *
   * @param scratch folder for the job file and the child's log
   */
  public ChildCompactor(JobLauncher launcher, Path scratch) {
    this.launcher = launcher;
    this.scratch = scratch;
  }

  /** Runs the job; the child is gone when this returns. Waits. */
  public List<Manifest> run(CompactJob job) {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(scratch), "compact-");
      Path log = folder.resolve("compact.log");
      Path file = Files.write(folder.resolve("job.json"), CanonicalJson.bytes(job.toJson()));
      return follow(launcher.launch(file, log), log);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.LOG_UNREADABLE, "the compacting process cannot be run")
              .at(scratch.toString())
              .found(e)
              .next("Check that the folder may be written; the log is as it was."),
          e);
    }
  }

  private static List<Manifest> follow(Process process, Path log) throws IOException {
    Optional<List<Manifest>> result = Optional.empty();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<List<Manifest>> told = CompactMessages.read(line);
        result = told.isPresent() ? told : result;
      }
    } finally {
      process.destroy();
    }
    return result.orElseThrow(
        () ->
            Problem.of(ErrorCode.LOG_UNREADABLE, "the compacting process died")
                .at(log.toString())
                .next("See the end of its log; the next run goes on where it was.")
                .asException());
  }
}
