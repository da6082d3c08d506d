package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.validate.TableExpectations.Control;
import java.util.Objects;
import java.util.Optional;

/**
 * Statistics to be checked, and what they are compared with.
 *
 * @param serving of what is served
 * @param previous of the span before
 * @param previousVersion of the version of the same span before
 * @param environment where the data was found
 */
public record Compared(
    DatasetStatistics current,
    Optional<DatasetStatistics> serving,
    Optional<DatasetStatistics> previous,
    Optional<DatasetStatistics> previousVersion,
    Optional<String> environment) {
  public Compared {
    Objects.requireNonNull(current);
    Objects.requireNonNull(serving);
    Objects.requireNonNull(previous);
    Objects.requireNonNull(previousVersion);
    Objects.requireNonNull(environment);
  }

  /** Statistics alone. */
  public static Compared alone(DatasetStatistics current) {
    return new Compared(
        current, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  Optional<DatasetStatistics> control(Control control) {
    return switch (control) {
      case SERVING -> serving;
      case PREVIOUS -> previous;
      case PREVIOUS_VERSION -> previousVersion;
    };
  }
}
