package dev.millrace.spi.learn;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.Objects;
import java.util.Optional;

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
    if (kind == Kind.WHOLE && !(isWhole(defaultValue) && isWhole(lowest) && isWhole(highest))) {
      throw new IllegalArgumentException(name + ": a whole number has whole limits");
    }
  }

  /** A setting that takes whole numbers. */
  public static LearnerSetting whole(
      String name, String meaning, int defaultValue, int lowest, int highest) {
    return new LearnerSetting(name, meaning, defaultValue, lowest, highest, Kind.WHOLE);
  }

  /** A setting that takes reals. */
  public static LearnerSetting real(
      String name, String meaning, double defaultValue, double lowest, double highest) {
    return new LearnerSetting(name, meaning, defaultValue, lowest, highest, Kind.REAL);
  }

  /** What is wrong with a value; empty when it is allowed. */
  public Optional<Problem> check(double value) {
    if (value >= lowest && value <= highest && (kind == Kind.REAL || isWhole(value))) {
      return Optional.empty();
    }
    String found = isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    return Optional.of(
        Problem.of(ErrorCode.LEARNER_SETTING_INVALID, "the value is not allowed: " + meaning)
            .at(name)
            .found(found)
            .allowed(limits()));
  }

  /** What is allowed, for people. */
  public String limits() {
    return kind == Kind.WHOLE
        ? "a whole number from " + (long) lowest + " to " + (long) highest
        : "a number from " + lowest + " to " + highest;
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 0x1p53;
  }
}
