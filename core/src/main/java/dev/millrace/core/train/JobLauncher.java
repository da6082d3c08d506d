package dev.millrace.core.train;

import java.io.IOException;
import java.nio.file.Path;

/** Starts this program again as a process for one job. */
public interface JobLauncher {
  /**
   * Starts a process that reads the job file, writes {@link JobMessages} to its standard output,
   * logs to the log file, and ends when its standard input closes.
   *
   * @throws IOException when it cannot be started
   */
  Process launch(Path job, Path log) throws IOException;
}
