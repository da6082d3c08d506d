package dev.millrace.core.trigger;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the trigger of a pipeline stands.
 *
 * @param since when the pipeline was first looked after
 * @param attempts runs decided for so far
 * @param running the run that has not ended
 * @param source the newest state of the source that was seen; empty when none was
 * @param tried the state of the source that the last run to end used, however it ended, unless it
 *     broke; empty when there was none
 * @param labelled labelled predictions when the last run was decided for
 * @param started when the last run was decided for
 * @param rest nothing is started before
 * @param failures runs that broke one after the other
 * @param causes collected and not answered yet
 * @param noted what was seen and leads to nothing, with the reason
 * @param decision what was decided last, in words
 */
public record TriggerState(
    Instant since,
    long attempts,
    Optional<Attempt> running,
    String source,
    String tried,
    long labelled,
    Optional<Instant> started,
    Optional<Instant> rest,
    int failures,
    SortedMap<TriggerCause.Kind, TriggerCause> causes,
    SortedMap<TriggerCause.Kind, TriggerCause> noted,
    String decision) {
  public TriggerState {
    Objects.requireNonNull(since);
    Objects.requireNonNull(running);
    Objects.requireNonNull(source);
    Objects.requireNonNull(tried);
    Objects.requireNonNull(started);
    Objects.requireNonNull(rest);
    causes = Collections.unmodifiableSortedMap(new TreeMap<>(causes));
    noted = Collections.unmodifiableSortedMap(new TreeMap<>(noted));
    Objects.requireNonNull(decision);
  }

  /** A pipeline that is looked after from now on. */
  public static TriggerState begun(Instant now) {
    return new TriggerState(
        now,
        0,
        Optional.empty(),
        "",
        "",
        0,
        Optional.empty(),
        Optional.empty(),
        0,
        new TreeMap<>(),
        new TreeMap<>(),
        "");
  }

  TriggerState seen(String newest) {
    return new TriggerState(
        since, attempts, running, newest, tried, labelled, started, rest, failures, causes, noted,
        decision);
  }

  TriggerState tried(String content) {
    return new TriggerState(
        since, attempts, running, source, content, labelled, started, rest, failures, causes, noted,
        decision);
  }

  TriggerState labelled(long count) {
    return new TriggerState(
        since, attempts, running, source, tried, count, started, rest, failures, causes, noted,
        decision);
  }

  TriggerState causes(Map<TriggerCause.Kind, TriggerCause> others) {
    return new TriggerState(
        since,
        attempts,
        running,
        source,
        tried,
        labelled,
        started,
        rest,
        failures,
        new TreeMap<>(others),
        noted,
        decision);
  }

  TriggerState noted(Map<TriggerCause.Kind, TriggerCause> others) {
    return new TriggerState(
        since,
        attempts,
        running,
        source,
        tried,
        labelled,
        started,
        rest,
        failures,
        causes,
        new TreeMap<>(others),
        decision);
  }

  TriggerState saying(String words) {
    return new TriggerState(
        since, attempts, running, source, tried, labelled, started, rest, failures, causes, noted,
        words);
  }

  TriggerState running(Attempt attempt, long labels) {
    return new TriggerState(
        since,
        attempt.number(),
        Optional.of(attempt),
        source,
        tried,
        labels,
        Optional.of(attempt.since()),
        Optional.empty(),
        failures,
        new TreeMap<>(),
        noted,
        decision);
  }

  TriggerState ended(int failed, Instant until) {
    return new TriggerState(
        since,
        attempts,
        Optional.empty(),
        source,
        tried,
        labelled,
        started,
        Optional.of(until),
        failed,
        causes,
        noted,
        decision);
  }
}
