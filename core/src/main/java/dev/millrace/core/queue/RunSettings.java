package dev.millrace.core.queue;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import java.util.Objects;
import java.util.Optional;

/**
 * What a pipeline says its runs need: its key {@code run}.
 *
 * @param cores processors it uses at most; all there are for runs when absent
 * @param memory bytes it needs; when absent the share of its cores
 */
public record RunSettings(Optional<Long> cores, Optional<Long> memory) {
  public RunSettings {
    Objects.requireNonNull(cores);
    Objects.requireNonNull(memory);
  }

  /** Reads the section; problems are noted there. */
  public static RunSettings read(Section section) {
    return new RunSettings(
        section.optional(
            "cores",
            "processors a run uses at most; all that 'budget' of home.yaml has, when absent",
            ValueForms.whole(1, 4_096)),
        section.optional(
            "memory",
            "memory a run waits for; when absent the share of its cores",
            ValueForms.size()));
  }

  /** What a run needs of a budget. */
  public RunNeeds of(RunNeeds budget) {
    int wanted = cores.map(Math::toIntExact).orElse(budget.cores());
    long share = (long) (budget.memory() * Math.min(1.0, (double) wanted / budget.cores()));
    return new RunNeeds(wanted, memory.orElse(share));
  }
}
