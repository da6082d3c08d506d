package dev.millrace.core.serve.log;

import dev.millrace.spi.id.Actor;
import java.util.Objects;

/**
 * What turned out to be true, as it was told.
 *
 * @param value the label as text, in the form the pipeline's label column has
 * @param eventMicros when it became true, in microseconds since 1970 UTC
 * @param arrivalMicros when it was received
 * @param actor who told
 */
public record LoggedLabel(
    LabelTarget target, String value, long eventMicros, long arrivalMicros, Actor actor) {
  public LoggedLabel {
    Objects.requireNonNull(target);
    Objects.requireNonNull(actor);
    LoggedPrediction.requireText("a label", value, LoggedPrediction.LONGEST_TEXT);
  }
}
