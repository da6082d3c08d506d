package dev.millrace.spi.learn;

import java.util.Objects;

/**
 * A setting of a learner.
 *
 * @param name kebab-case key in the pipeline
 * @param meaning one line for people, with the unit
 * @param defaultValue value when the key is absent
 * @param lowest least value allowed
 * @param highest greatest value allowed
 * @param kind whole numbers or reals
 */
public record LearnerSetting(
    String name, String meaning, double defaultValue, double lowest, double highest, Kind kind) {
  /** Kind of number a setting takes. */
  public enum Kind {
    WHOLE,
    REAL
  }

  public LearnerSetting {
    Objects.requireNonNull(name);
    Objects.requireNonNull(meaning);
    Objects.requireNonNull(kind);
    if (!(lowest <= defaultValue && defaultValue <= highest)) {
      throw new IllegalArgumentException(name + ": the default lies outside its own limits");
    }
  }
}
