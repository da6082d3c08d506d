package dev.millrace.core.serve.compact;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.TableExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Writes the texts of the first column, a line each, whole or not at all. */
final class IdExport implements TableExport {
  @Override
  public void export(Fields fields, Iterable<Batch> batches, SourceFormat format, Path file) {
    List<String> lines = new ArrayList<>();
    for (Batch batch : batches) {
      BytesColumn ids = (BytesColumn) batch.column(0);
      for (int row = 0; row < batch.rows(); row++) {
        lines.add(ids.textAt(row));
      }
    }
    try {
      Path beside = Files.write(file.resolveSibling("." + file.getFileName()), lines);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
