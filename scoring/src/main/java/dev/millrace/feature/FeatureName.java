package dev.millrace.feature;

/**
 * Name of a feature as people read it; a feature of several slots names each of them after itself.
 *
 * @param value 1 to 256 characters without control characters
 */
public record FeatureName(String value) {
  public FeatureName {
    if (value.isEmpty() || value.length() > 256) {
      throw new IllegalArgumentException(
          "a feature name has 1 to 256 characters, got " + value.length());
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a feature name has no control characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
