package dev.millrace.core.serve.join;

import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import java.util.Objects;
import java.util.Optional;

/**
 * A prediction with the label that holds for it now.
 *
 * @param replaced the label that held before and no longer does; whoever counted it takes it back
 */
public record LabelledPrediction(
    LoggedPrediction prediction, LoggedLabel label, Optional<LoggedLabel> replaced) {
  public LabelledPrediction {
    Objects.requireNonNull(prediction);
    Objects.requireNonNull(label);
    Objects.requireNonNull(replaced);
  }
}
