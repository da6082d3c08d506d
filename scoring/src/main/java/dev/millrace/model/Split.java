package dev.millrace.model;

import java.util.Objects;

/**
 * A question about one feature; yes leads to the left.
 *
 * @param feature position of the feature in a row
 * @param kind what is asked
 * @param missing where a missing value leads
 * @param threshold for kinds that compare numbers; 0 for others
 * @param categories for kinds that ask for a category; empty for others
 */
public record Split(
    int feature, SplitKind kind, Side missing, float threshold, CategorySet categories) {
  /** A child of a split. */
  public enum Side {
    LEFT,
    RIGHT
  }

  private static final CategorySet NO_CATEGORIES = CategorySet.of();

  public Split {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(missing);
    Objects.requireNonNull(categories);
    if (Float.isNaN(threshold)) {
      throw Numbers.invalid("the threshold of a split is no number", "NaN", "a number");
    }
    if (feature < 0 || feature >= Numbers.MAX_WIDTH) {
      throw Numbers.invalid(
          "a split looks at a feature that is not there",
          feature,
          "0 to " + (Numbers.MAX_WIDTH - 1));
    }
  }

  /** A split that compares numbers. */
  public static Split number(int feature, SplitKind kind, Side missing, float threshold) {
    return new Split(feature, kind, missing, threshold, NO_CATEGORIES);
  }

  /** A split that asks for a category. */
  public static Split category(int feature, SplitKind kind, Side missing, CategorySet left) {
    return new Split(feature, kind, missing, 0, left);
  }

  /** True when a row with this value goes left. */
  boolean goesLeft(float value) {
    return switch (kind) {
      case NUMBER -> Float.isNaN(value) ? missing == Side.LEFT : value < threshold;
      case NUMBER_OR_ZERO_MISSING ->
          Float.isNaN(value) || Math.abs(value) <= 1e-35f
              ? missing == Side.LEFT
              : value < threshold;
      case CATEGORY ->
          Float.isNaN(value)
              ? missing == Side.LEFT
              : value >= 0 && categories.contains((int) value);
      case CATEGORY_OF_WHOLE_PART ->
          Float.isNaN(value) ? missing == Side.LEFT : categories.contains((int) value);
    };
  }
}
