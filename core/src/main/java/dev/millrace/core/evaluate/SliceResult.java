package dev.millrace.core.evaluate;

import java.util.List;
import java.util.Objects;

/** The metrics of one slice. */
public record SliceResult(String by, String value, int rows, List<Estimate> estimates) {
  public SliceResult {
    Objects.requireNonNull(by);
    Objects.requireNonNull(value);
    estimates = List.copyOf(estimates);
  }
}
