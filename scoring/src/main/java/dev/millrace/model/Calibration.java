package dev.millrace.model;

/** What is done to a probability after the link so that it matches how often the event happens. */
public sealed interface Calibration {
  /** Probabilities stay as the link gives them. */
  Calibration NONE = new None();

  /** The calibrated value of a probability. */
  double apply(double probability);

  /** Leaves probabilities as they are. */
  record None() implements Calibration {
    @Override
    public double apply(double probability) {
      return probability;
    }
  }
}
