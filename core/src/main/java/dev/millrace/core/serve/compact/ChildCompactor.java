package dev.millrace.core.serve.compact;

import dev.millrace.core.train.JobLauncher;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compacts in a child JVM, so that neither its memory nor a native crash is the server's. When it
 * dies, or this process does, the next run goes on where it was.
 */
public final class ChildCompactor implements AutoCloseable {
  private static final String PREFIX = "compact-";

  private final JobLauncher launcher;
  private final Path scratch;
  private volatile @Nullable Process child;
  private volatile boolean closed;

  /**
   * A compactor that starts processes.
   *
   * @param scratch folder for the job file and the child's log; folders of runs that failed are
   *     removed from it, so that no other compactor may use it
   */
  public ChildCompactor(JobLauncher launcher, Path scratch) {
    this.launcher = launcher;
    this.scratch = scratch;
  }

  /** Runs the job; the child is gone when this returns. Waits. */
  public List<Manifest> run(CompactJob job) {
    try {
      Files.createDirectories(scratch);
      removeFailed();
      Path folder = Files.createTempDirectory(scratch, PREFIX);
      Path log = folder.resolve("compact.log");
      Path file = Files.write(folder.resolve("job.json"), CanonicalJson.bytes(job.toJson()));
      Process started = launcher.launch(file, log);
      child = started;
      if (closed) {
        // Closing has not seen this child.
        started.destroy();
      }
      List<Manifest> made = follow(started, log);
      remove(folder);
      return made;
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.LOG_UNREADABLE, "the compacting process cannot be run")
              .at(scratch.toString())
              .found(FileFault.words(e))
              .next("Check that the folder may be written; the log is as it was."),
          e);
    }
  }

  /** Ends the child that is at work, whose run fails then. */
  @Override
  public void close() {
    closed = true;
    Process working = child;
    if (working != null) {
      working.destroy();
    }
  }

  /** The log of a child that failed stays, for people, until the next run. */
  private void removeFailed() throws IOException {
    try (DirectoryStream<Path> failed = Files.newDirectoryStream(scratch, PREFIX + "*")) {
      for (Path folder : failed) {
        remove(folder);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
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
      process.destroyForcibly();
      process.onExit().join();
    }
    return result.orElseThrow(
        () ->
            Problem.of(ErrorCode.LOG_UNREADABLE, "the compacting process died")
                .at(log.toString())
                .next("See the end of its log; the next run goes on where it was.")
                .asException());
  }
}
