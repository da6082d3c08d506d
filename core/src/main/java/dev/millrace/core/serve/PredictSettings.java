package dev.millrace.core.serve;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;

/**
 * What one request for predictions may ask: the {@code predict} key of a server.
 *
 * @param mostRows rows of a request
 */
public record PredictSettings(int mostRows) {
  public static final PredictSettings DEFAULTS = new PredictSettings(10_000);

  /** Reads the section; problems are noted there. */
  public static PredictSettings read(Section section) {
    return new PredictSettings(
        Math.toIntExact(
            section.value(
                "rows",
                "most rows of a request",
                ValueForms.whole(1, 1_000_000),
                (long) DEFAULTS.mostRows)));
  }
}
