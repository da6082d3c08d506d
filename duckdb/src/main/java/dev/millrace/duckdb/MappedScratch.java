package dev.millrace.duckdb;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Zeros in a scratch file, mapped into memory. */
final class MappedScratch implements AutoCloseable {
  private static final int ZEROS = 1 << 20;

  private final Path file;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;

  MappedScratch(Path file, long bytes) {
    this.file = file;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      // Written, not only made long: a full disk is an exception now instead of a fault later.
      ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
      for (long left = bytes; left > 0; left -= zeros.limit()) {
        zeros.clear().limit((int) Math.min(left, ZEROS));
        while (zeros.hasRemaining()) {
          int ignored = channel.write(zeros);
        }
      }
      this.memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
    } catch (ClosedByInterruptException e) {
      arena.close();
      throw Call.cancelled();
    } catch (IOException e) {
      arena.close();
      throw new MillraceException(
          Problem.of(ErrorCode.DISK_FULL, "the engine has no room left in its scratch folder")
              .at(file.toString())
              .found(e)
              .next("Free space on that disk."),
          e);
    }
  }

  MemorySegment memory() {
    return memory;
  }

  @Override
  public void close() {
    arena.close();
    try {
      Files.deleteIfExists(file);
    } catch (ClosedByInterruptException e) {
      arena.close();
      throw Call.cancelled();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
