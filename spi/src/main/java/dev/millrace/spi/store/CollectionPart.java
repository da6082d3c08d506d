package dev.millrace.spi.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Some of the results that a collection takes away.
 *
 * @param collection its name: 1 to 64 of a-z and 0-9
 * @param part counted from 1
 * @param marked when it was looked what is in use: a result that a stage has used since then stays
 */
public record CollectionPart(
    String collection, int part, Instant marked, List<CondemnedResult> results) {
  /** The most results in one part. */
  public static final int MOST = 1_000;

  private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,64}");

  public CollectionPart {
    requireName(collection);
    marked = StoreTime.cut(Objects.requireNonNull(marked));
    results = List.copyOf(results);
    if (part < 1 || results.size() > MOST) {
      throw new IllegalArgumentException(
          "parts count from 1 and have at most " + MOST + " results");
    }
  }

  static void requireName(String collection) {
    if (!FORM.matcher(collection).matches()) {
      throw new IllegalArgumentException(
          "the name of a collection is 1 to 64 of a-z and 0-9, got '" + collection + "'");
    }
  }
}
