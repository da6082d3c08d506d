package dev.millrace.core.trigger;

import dev.millrace.spi.id.NodeName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A run that was decided for and has not ended.
 *
 * @param number how many attempts there were with it, from 1
 * @param node the server that decided, which starts the run and watches it
 * @param source the state of the source it is for; empty when nobody looked at it
 */
public record Attempt(
    long number, NodeName node, Instant since, String source, List<TriggerCause> causes) {
  public Attempt {
    Objects.requireNonNull(node);
    Objects.requireNonNull(since);
    Objects.requireNonNull(source);
    causes = List.copyOf(causes);
  }

  /** Why, in words. */
  public String reason() {
    return causes.stream().map(TriggerCause::text).collect(Collectors.joining(", "));
  }
}
