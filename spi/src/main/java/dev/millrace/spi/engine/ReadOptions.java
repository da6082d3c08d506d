package dev.millrace.spi.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How separated text is written; ignored by formats that say it themselves.
 *
 * @param separator one character; found from the data when empty
 * @param missingMarks texts that mean missing in every column, besides the empty field
 */
public record ReadOptions(Optional<Character> separator, List<String> missingMarks) {
  public static final ReadOptions DEFAULTS = new ReadOptions(Optional.empty(), List.of());

  public ReadOptions {
    Objects.requireNonNull(separator);
    missingMarks = List.copyOf(missingMarks);
  }
}
