package dev.millrace.core.serve;

import dev.millrace.scorer.DecisionPolicy;
import dev.millrace.scorer.RowReader;
import dev.millrace.scorer.Scorer;
import dev.millrace.spi.store.ReleaseContent;
import java.util.Objects;
import java.util.Optional;

/**
 * A version that is loaded, verified and warm.
 *
 * @param checks of the values of a request
 * @param decision empty for a scorer of amounts
 */
public record ServedModel(
    ReleaseContent content,
    Scorer scorer,
    RowReader reader,
    RequestChecks checks,
    Optional<DecisionPolicy> decision,
    TrafficTally traffic,
    ArmCounter counter,
    CircuitBreaker breaker) {
  public ServedModel {
    Objects.requireNonNull(content);
    Objects.requireNonNull(scorer);
    Objects.requireNonNull(reader);
    Objects.requireNonNull(checks);
    Objects.requireNonNull(decision);
    Objects.requireNonNull(traffic);
    Objects.requireNonNull(counter);
    Objects.requireNonNull(breaker);
  }

  /** The same with nothing counted, for another rollout. */
  ServedModel countingAnew() {
    return new ServedModel(
        content, scorer, reader, checks, decision, traffic, new ArmCounter(), new CircuitBreaker());
  }
}
