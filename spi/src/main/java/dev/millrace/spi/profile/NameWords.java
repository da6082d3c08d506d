package dev.millrace.spi.profile;

import dev.millrace.column.ColumnName;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a column's name: {@code pickupTract_ID} has pickup, tract and id. */
final class NameWords {
  private static final Pattern BETWEEN =
      Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private final Set<String> words;

  NameWords(ColumnName name) {
    this.words =
        Set.copyOf(
            Arrays.stream(BETWEEN.split(name.value()))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList());
  }

  boolean hasAny(Set<String> some) {
    return !Collections.disjoint(words, some);
  }
}
