package dev.millrace.error;

import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word a writer most likely meant. Distance is Damerau and Levenshtein's (optimal string
 * alignment): one for each character put in, left out, exchanged, or swapped with its neighbour.
 * Upper and lower case count as the same unless two candidates are equally near.
 */
public final class Spelling {
  private static final int FARTHEST = 4;

  private Spelling() {}

  /**
   * The candidate nearest to the word, when one is near enough to be meant: within one change for
   * words of up to three characters, two up to seven, three up to eleven, four beyond. Of equally
   * near ones, the first.
   */
  public static Optional<String> nearest(String word, Iterable<String> candidates) {
    String lowered = word.toLowerCase(Locale.ROOT);
    int best = Math.min(FARTHEST, 1 + word.length() / 4);
    int bestExact = Integer.MAX_VALUE;
    String found = null;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) > best) {
        continue;
      }
      int distance = distance(lowered, candidate.toLowerCase(Locale.ROOT), best);
      if (distance > best || distance == candidate.length()) {
        continue;
      }
      int exact = distance(word, candidate, Integer.MAX_VALUE);
      if (distance < best || found == null || exact < bestExact) {
        best = distance;
        bestExact = exact;
        found = candidate;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Number of changes between two words, or some number above the limit when there are more. */
  static int distance(String a, String b, int limit) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchange = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(exchange, Math.min(last[j], row[j - 1]) + 1);
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > limit) {
        return least;
      }
    }
    return row[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
