package dev.millrace.spi.engine;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.SourceFormat;
import java.nio.file.Path;

/** Writes tables as files for people and other programs. */
public interface TableExport {
  /** Writes all batches to a new file, whole or not at all; an existing file is replaced. */
  void export(Fields fields, Iterable<Batch> batches, SourceFormat format, Path file);
}
