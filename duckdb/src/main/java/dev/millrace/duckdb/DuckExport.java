package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.SourceFormat;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes tables as files: beside their place first, and in one step into it. */
final class DuckExport {
  private final Workers workers;
  private final Scratch scratch;

  DuckExport(Workers workers, Scratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  void export(Fields fields, Iterable<Batch> batches, SourceFormat format, Path file) {
    Call.requireNotInterrupted();
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      switch (format) {
        case CSV -> CsvExport.write(fields, batches, beside);
        case PARQUET -> writeParquet(fields, batches, beside);
        case JSON ->
            throw Problem.of(ErrorCode.SOURCE_FORMAT_UNSUPPORTED, "tables are not written as JSON")
                .at(file.toString())
                .allowed("csv, parquet")
                .asException();
      }
      flush(beside);
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (ClosedByInterruptException e) {
      throw Call.cancelled();
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the file cannot be written")
              .at(file.toString())
              .found(e)
              .next("Check that its folder exists, may be written, and that its disk has room."),
          e);
    } finally {
      removeLeftOver(beside);
    }
  }

  private void writeParquet(Fields fields, Iterable<Batch> batches, Path beside)
      throws IOException {
    Path inScratch = scratch.newFile("export-", ".parquet");
    try {
      writeInScratch(fields, batches, inScratch);
      Files.move(inScratch, beside, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(inScratch);
    }
  }

  private void writeInScratch(Fields fields, Iterable<Batch> batches, Path inScratch) {
    Call call = workers.call();
    Connection connection = call.connect();
    try {
      // The call ends first, so that no worker uses what is closed after it.
      try (ParquetExport export = new ParquetExport(connection, fields);
          call) {
        for (Batch batch : batches) {
          Call.requireNotInterrupted();
          call.await(call.submit(any -> export.add(batch)));
        }
        call.await(call.submit(any -> export.finish(inScratch)));
      }
    } finally {
      call.disconnect(connection);
    }
  }

  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void removeLeftOver(Path beside) {
    try {
      Files.deleteIfExists(beside);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "a half-written file cannot be removed")
              .at(beside.toString())
              .next("Remove it."),
          e);
    }
  }
}
