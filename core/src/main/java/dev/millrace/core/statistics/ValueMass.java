package dev.millrace.core.statistics;

import java.util.Objects;

/**
 * A value and how much of the data has it.
 *
 * @param mass number of times, or sum of weights
 */
public record ValueMass(String value, double mass) {
  public ValueMass {
    Objects.requireNonNull(value);
  }
}
