package dev.millrace.model;

/** What a split asks of a feature. Numbers in files are never used again. */
public enum SplitKind {
  /** Is the number less than the threshold? NaN is missing. */
  NUMBER(0),
  /** The same, but numbers within 1e-35 of zero are missing too. */
  NUMBER_OR_ZERO_MISSING(1),
  /**
   * Is the number's whole part one of the categories of the split? Numbers below zero are none of
   * them.
   */
  CATEGORY(2),
  /** The same, but only numbers of -1 and below are none of them: -0.5 has the whole part 0. */
  CATEGORY_OF_WHOLE_PART(3);

  private final int number;

  SplitKind(int number) {
    this.number = number;
  }

  /** Number in files. */
  int number() {
    return number;
  }

  /** The kind of the two lowest bits. */
  static SplitKind numbered(int bits) {
    return switch (bits & 3) {
      case 0 -> NUMBER;
      case 1 -> NUMBER_OR_ZERO_MISSING;
      case 2 -> CATEGORY;
      default -> CATEGORY_OF_WHOLE_PART;
    };
  }

  /** True for the kinds that ask for a category. */
  public boolean isCategory() {
    return this == CATEGORY || this == CATEGORY_OF_WHOLE_PART;
  }
}
