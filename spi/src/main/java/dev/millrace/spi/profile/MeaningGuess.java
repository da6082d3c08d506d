package dev.millrace.spi.profile;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.profile.Semantics.Meaning;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Guesses what a column means from its exact figures and the words of its name. The first rule that
 * holds decides; each says in its reason what it saw.
 */
final class MeaningGuess {
  /** Pairs that say no and yes, in lower case and in order of bytes. */
  private static final Set<List<String>> YES_AND_NO =
      Set.of(
          List.of("0", "1"),
          List.of("false", "true"),
          List.of("no", "yes"),
          List.of("n", "y"),
          List.of("f", "t"),
          List.of("off", "on"));

  /** Share of values that are distinct from which on they name rows, estimates included. */
  static final double NEARLY_ALL = 0.9;

  static final long ENOUGH_TO_TELL = 20;
  private static final long LONGEST_NAME = 128;
  private static final double LONG_TEXT = 50;

  private MeaningGuess() {}

  static Semantics of(Field field, ExactColumn column) {
    ColumnType type = field.type();
    if (column.present() == 0) {
      return Semantics.of(
          Meaning.ALL_MISSING, column.rows() == 0 ? "there are no rows" : "no row has a value");
    }
    if (type instanceof ColumnType.ListOf) {
      return Semantics.of(Meaning.LIST, "its type is " + type.text());
    }
    if (type instanceof ColumnType.FixedVector) {
      return Semantics.of(Meaning.VECTOR, "its type is " + type.text());
    }
    if (type.equals(ColumnType.BYTES) || type.equals(ColumnType.BLOB_REF)) {
      return Semantics.of(Meaning.BINARY, "its type is " + type.text());
    }
    if (isConstant(column)) {
      return Semantics.of(Meaning.CONSTANT, "every row holds the same value");
    }
    if (column.distinct().isCounted() && column.distinct().values() == 1 && column.missing() > 0) {
      return Semantics.of(Meaning.CATEGORY, "one value in some rows, none in the others");
    }
    if (type.isTemporal()) {
      return Semantics.of(Meaning.TIME, "its type is " + type.text());
    }
    if (isYesOrNo(column)) {
      return Semantics.of(
          Meaning.BOOLEAN,
          "its values are "
              + column.top().stream()
                  .map(ValueCount::value)
                  .sorted()
                  .collect(Collectors.joining(" and ")));
    }
    if (column.figures() instanceof ColumnFigures.Text text) {
      return ofText(column, text);
    }
    return column.figures() instanceof ColumnFigures.Whole whole
        ? WholeMeaning.of(new NameWords(field.name()), column, whole)
        : Semantics.of(Meaning.NUMBER, "its type is " + type.text());
  }

  private static boolean isConstant(ExactColumn column) {
    boolean nan = column.figures() instanceof ColumnFigures.Real real && real.nan() > 0;
    return column.distinct().isCounted()
        && column.distinct().values() == 1
        && column.missing() == 0
        && !nan;
  }

  private static boolean isYesOrNo(ExactColumn column) {
    return column.distinct().isCounted()
        && column.distinct().values() == 2
        && column.top().size() == 2
        && YES_AND_NO.contains(
            List.copyOf(
                new TreeSet<>(
                    column.top().stream()
                        .map(ValueCount::value)
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .toList())));
  }

  private static Semantics ofText(ExactColumn column, ColumnFigures.Text text) {
    long present = column.present();
    long distinct = column.distinct().values();
    double meanLength = text.meanLength().orElse(0);
    boolean spaced = text.spaced() * 2 > present;
    if (distinct >= NEARLY_ALL * present && present >= ENOUGH_TO_TELL) {
      return !spaced && text.longest().orElse(0) <= LONGEST_NAME
          ? Semantics.of(Meaning.IDENTIFIER, "nearly every value is another: " + counts(column))
          : Semantics.of(
              Meaning.TEXT,
              String.format(
                  Locale.ROOT,
                  "nearly every value is another, %s: %s",
                  spaced ? "and most have several words" : "some very long",
                  counts(column)));
    }
    if (spaced && meanLength >= LONG_TEXT) {
      return Semantics.of(
          Meaning.TEXT,
          String.format(Locale.ROOT, "several words, %.0f characters on average", meanLength));
    }
    return Semantics.of(Meaning.CATEGORY, "values repeat: " + counts(column));
  }

  /** How many values there are, and how many of them are distinct. */
  static String counts(ExactColumn column) {
    return String.format(
        Locale.ROOT,
        "%s%,d distinct in %,d values",
        column.distinct().isCounted() ? "" : "about ",
        column.distinct().values(),
        column.present());
  }
}
