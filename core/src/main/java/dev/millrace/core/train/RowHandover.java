package dev.millrace.core.train;

import java.io.IOException;
import java.nio.file.Path;

/** Hands rows that a run has at hand over to its training process. */
@FunctionalInterface
public interface RowHandover {
  /** Training processes gather their rows themselves. */
  RowHandover NONE = (job, file) -> {};

  /** Writes the rows of a job into a file for {@link RowsFile}, or leaves them to the process. */
  void write(TrainJob job, Path file) throws IOException;
}
