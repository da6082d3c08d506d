package dev.millrace.spi.profile;

import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.profile.Semantics.Meaning;
import java.util.Set;

/** Integers: identifiers, times in disguise, codes, or quantities. */
final class WholeMeaning {
  private static final Set<String> TIME_WORDS =
      Set.of("time", "timestamp", "date", "datetime", "epoch", "at", "ts");
  private static final Set<String> NAME_WORDS =
      Set.of("id", "uuid", "guid", "key", "index", "no", "number");
  private static final Set<String> CODE_WORDS =
      Set.of(
          "id",
          "code",
          "zip",
          "zipcode",
          "postcode",
          "postal",
          "tract",
          "area",
          "zone",
          "type",
          "class",
          "category",
          "cluster",
          "group");

  private static final long FROM_SECONDS = 631_152_000L; // 1990
  private static final long TO_SECONDS = 4_102_444_800L; // 2100
  private static final long FEW = 12;
  private static final long REPEATS = 50;

  private WholeMeaning() {}

  static Semantics of(NameWords name, ExactColumn column, ColumnFigures.Whole whole) {
    long min = whole.min().orElse(0);
    long max = whole.max().orElse(0);
    if (name.hasAny(TIME_WORDS) && min >= FROM_SECONDS && max < TO_SECONDS) {
      return new Semantics(
          Meaning.TIME,
          "its name speaks of time, and all values are seconds since 1970 of the years 1990 to"
              + " 2099",
          TemporalForm.EPOCH_SECONDS);
    }
    if (name.hasAny(TIME_WORDS) && min >= FROM_SECONDS * 1000 && max / 1000 < TO_SECONDS) {
      return new Semantics(
          Meaning.TIME,
          "its name speaks of time, and all values are milliseconds since 1970 of the years 1990"
              + " to 2099",
          TemporalForm.EPOCH_MILLIS);
    }
    long distinct = column.distinct().values();
    long present = column.present();
    boolean dense = min >= 0 && (double) max - min < 2.0 * present;
    if (distinct >= MeaningGuess.NEARLY_ALL * present
        && present >= MeaningGuess.ENOUGH_TO_TELL
        && ((dense && column.distinct().isCounted() && distinct == present)
            || (dense && !column.distinct().isCounted())
            || name.hasAny(NAME_WORDS))) {
      return Semantics.of(
          Meaning.IDENTIFIER,
          name.hasAny(NAME_WORDS)
              ? "its name says so, and nearly every value is another: "
                  + MeaningGuess.counts(column)
              : "it numbers the rows: " + MeaningGuess.counts(column));
    }
    if (name.hasAny(CODE_WORDS) && distinct * 2 <= present) {
      return Semantics.of(
          Meaning.CATEGORY,
          "its name speaks of codes, and values repeat: " + MeaningGuess.counts(column));
    }
    if (column.distinct().isCounted() && distinct <= FEW && distinct * REPEATS <= present) {
      return Semantics.of(Meaning.CATEGORY, "few whole numbers: " + MeaningGuess.counts(column));
    }
    return Semantics.of(Meaning.NUMBER, "whole numbers: " + MeaningGuess.counts(column));
  }
}
