package dev.millrace.core.keep;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.ContentClass;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of what nothing needs any more: the {@code gc} section of {@code home.yaml}.
 *
 * @param every between two collections that happen by themselves; empty: only by the command
 * @param grace what was written or used within it is never taken
 * @param rules by class; contents that nothing names have none but the grace
 * @param registered data of registered versions that are not in use is kept so long, the versions
 *     themselves for ever; empty: their data for ever, too
 */
public record CollectSettings(
    Optional<Duration> every,
    Duration grace,
    Map<ContentClass, KeepRule> rules,
    Optional<Duration> registered) {
  /** Shorter, and what a run has just found could be taken from under it. */
  static final Duration LEAST_GRACE = BlobShelf.FRESH.multipliedBy(2);

  private static final int MOST_COUNT = 10_000;
  private static final Duration DAY = Duration.ofDays(1);

  public static final CollectSettings DEFAULTS =
      new CollectSettings(Optional.of(DAY), DAY, defaults(), Optional.empty());

  public CollectSettings {
    Objects.requireNonNull(every);
    rules = Collections.unmodifiableMap(new EnumMap<>(rules));
    Objects.requireNonNull(registered);
    if (grace.compareTo(LEAST_GRACE) < 0) {
      throw new IllegalArgumentException("the grace is " + LEAST_GRACE + " or more");
    }
  }

  private static Map<ContentClass, KeepRule> defaults() {
    Map<ContentClass, KeepRule> rules = new EnumMap<>(ContentClass.class);
    rules.put(ContentClass.CUTS, new KeepRule(Duration.ofDays(30), 3));
    rules.put(ContentClass.INTERMEDIATE, new KeepRule(Duration.ofDays(7), 1));
    rules.put(ContentClass.QUARANTINE, new KeepRule(Duration.ofDays(90), 3));
    rules.put(ContentClass.SCORERS, new KeepRule(Duration.ofDays(30), 3));
    rules.put(ContentClass.REPORTS, new KeepRule(Duration.ofDays(365), 100));
    rules.put(ContentClass.SCRATCH, new KeepRule(DAY, 0));
    return rules;
  }

  KeepRule rule(ContentClass kind) {
    return rules.getOrDefault(kind, new KeepRule(Duration.ZERO, 0));
  }

  /** Reads the section; problems are noted there. */
  public static CollectSettings read(Section section) {
    boolean on =
        section.value(
            "enabled",
            "whether what nothing needs any more is removed by servers and after runs",
            ValueForms.flag(),
            true);
    Duration every =
        section.value(
            "every",
            "least time between two collections that happen by themselves",
            duration(Duration.ofMinutes(1)),
            DAY);
    Duration grace =
        section.value(
            "grace",
            "what was written or used within this time is never removed",
            duration(LEAST_GRACE),
            DAY);
    Map<ContentClass, KeepRule> rules = new EnumMap<>(ContentClass.class);
    defaults()
        .forEach(
            (kind, rule) ->
                rules.put(
                    kind,
                    section.section(
                        kind.text(), "what is kept of " + kind.text(), in -> rule(in, rule))));
    Optional<Duration> registered =
        section.section(
            "registered",
            "what is kept of registered versions that are not in use",
            in ->
                in.optional(
                    "data-age",
                    "their data and intermediate results are kept so long; when absent, for ever",
                    ValueForms.duration()));
    return new CollectSettings(
        on ? Optional.of(every) : Optional.empty(), grace, rules, registered);
  }

  private static KeepRule rule(Section section, KeepRule otherwise) {
    return new KeepRule(
        section.value(
            "age",
            "what is younger is kept, counted from its last use by a run",
            ValueForms.duration(),
            otherwise.age()),
        section
            .value(
                "count",
                "so many of a pipeline, the newest, are kept however old they are",
                ValueForms.whole(0, MOST_COUNT),
                (long) otherwise.count())
            .intValue());
  }

  private static ValueForm<Duration> duration(Duration least) {
    ValueForm<Duration> any = ValueForms.duration();
    return new ValueForm<>(
            any.allowed() + ", of " + any.print().apply(least) + " or more",
            text -> {
              Duration time = any.parse().apply(text);
              if (time.compareTo(least) < 0) {
                throw new IllegalArgumentException(text);
              }
              return time;
            },
            any.print())
        .shaped(any.shape());
  }
}
