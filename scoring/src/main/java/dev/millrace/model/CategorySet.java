package dev.millrace.model;

import java.util.Arrays;

/** Some categories by their numbers, from 0. Takes room for its members only. Immutable. */
public final class CategorySet {
  private final int[] sorted;

  private CategorySet(int[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The set of these numbers, in any order, each at least once.
   *
   * @throws dev.millrace.error.MillraceException when one is negative
   */
  public static CategorySet of(int... numbers) {
    return checked(Arrays.stream(numbers).sorted().distinct().toArray());
  }

  /** A set from its form in files: ascending numbers, each once. The array becomes its own. */
  static CategorySet checked(int[] ascending) {
    for (int i = 0; i < ascending.length; i++) {
      if (ascending[i] < 0 || i > 0 && ascending[i] <= ascending[i - 1]) {
        throw Numbers.invalid(
            "the categories of a split are negative or not ascending",
            ascending[i],
            "ascending numbers from 0");
      }
    }
    return new CategorySet(ascending);
  }

  /** Number of members. */
  public int size() {
    return sorted.length;
  }

  /** A member, by its rank from 0. */
  int at(int rank) {
    return sorted[rank];
  }

  boolean contains(int number) {
    return Arrays.binarySearch(sorted, number) >= 0;
  }
}
