package dev.millrace.spi.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What an engine may use.
 *
 * @param threads 1 to 256
 * @param memoryBytes memory of the engine's own native heap; it spills beyond
 * @param scratch folder for spilled data; the engine removes what it put there
 * @param readable folders the engine may read source files from; nothing else is readable
 */
public record EngineSettings(int threads, long memoryBytes, Path scratch, List<Path> readable) {
  public EngineSettings {
    Objects.requireNonNull(scratch);
    readable = List.copyOf(readable);
    if (threads < 1 || threads > 256) {
      throw new IllegalArgumentException("an engine has 1 to 256 threads, got " + threads);
    }
    if (memoryBytes < 64L << 20) {
      throw new IllegalArgumentException("an engine needs 64 MB, got " + memoryBytes);
    }
  }
}
