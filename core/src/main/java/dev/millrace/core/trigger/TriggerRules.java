package dev.millrace.core.trigger;

import dev.millrace.core.trigger.TriggerCause.Kind;
import dev.millrace.core.trigger.TriggerEvent.DataSeen;
import dev.millrace.core.trigger.TriggerEvent.DriftFound;
import dev.millrace.core.trigger.TriggerEvent.QualityFell;
import dev.millrace.core.trigger.TriggerEvent.Requested;
import dev.millrace.core.trigger.TriggerEvent.Rollout;
import dev.millrace.core.trigger.TriggerEvent.RunEnded;
import dev.millrace.core.trigger.TriggerEvent.RunLost;
import dev.millrace.core.trigger.TriggerEvent.Tick;
import dev.millrace.core.trigger.TriggerVerdict.Moved;
import dev.millrace.core.trigger.TriggerVerdict.Stays;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rules of triggers as a function of settings, state, event and time.
 *
 * <p>What happens is collected; only the passing of time leads to a run, so that several causes
 * lead to one. There is at most one run at a time. Training is reproducible, so that drift, falling
 * quality and a schedule lead to nothing while the data is that of the last run. A run that broke
 * is tried again after a time that doubles; one whose data or model was refused is not, until there
 * is something new.
 */
public final class TriggerRules {
  private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);

  private TriggerRules() {}

  public static TriggerVerdict next(
      RetrainSettings settings, TriggerState state, TriggerEvent event, Instant now) {
    return switch (event) {
      case DataSeen data -> data(settings, state, data, now);
      case DriftFound drift ->
          found(
              settings,
              state,
              new TriggerCause(
                  Kind.DRIFT,
                  drift.version(),
                  "version " + drift.version() + ": " + drift.columns(),
                  now));
      case QualityFell fell ->
          found(
              settings,
              state,
              new TriggerCause(
                  Kind.QUALITY,
                  fell.version(),
                  "version " + fell.version() + ": " + fell.why(),
                  now));
      case Requested asked ->
          collect(
              state,
              new TriggerCause(Kind.REQUEST, 0, asked.actor().name() + ": " + asked.reason(), now));
      case Tick tick -> tick(settings, state, tick, now);
      case RunEnded ended -> ended(settings, state, ended, now);
      case RunLost lost ->
          broke(settings, state, lost.attempt(), "the run was lost: " + lost.words(), now);
    };
  }

  /** When the state must be looked at again although nothing happens. */
  public static Optional<Instant> due(RetrainSettings settings, TriggerState state) {
    if (state.running().isPresent()) {
      return Optional.empty();
    }
    if (!state.causes().isEmpty()) {
      return state.rest();
    }
    return scheduled(settings, state);
  }

  private static Optional<Instant> scheduled(RetrainSettings settings, TriggerState state) {
    return settings.training() == RetrainSettings.Training.STATIC
        ? Optional.empty()
        : settings.every().map(time -> state.started().orElse(state.since()).plus(time));
  }

  private static TriggerVerdict data(
      RetrainSettings settings, TriggerState state, DataSeen event, Instant now) {
    TriggerState seen = state.source().equals(event.source()) ? state : state.seen(event.source());
    if (event.source().equals(event.trained()) && !seen.tried().equals(event.source())) {
      // Somebody ran the pipeline by hand.
      seen = seen.tried(event.source());
    }
    if (event.labelled() < seen.labelled()) {
      // Old parts of the log are gone, or are too many to be read again: counted from here on.
      seen = seen.labelled(event.labelled());
    }
    boolean files = !event.source().equals(seen.tried()) && !isRunningOn(seen, event.source());
    long labels = event.labelled() - seen.labelled();
    if (!files && labels < settings.leastNewRows()) {
      if (seen.causes().containsKey(Kind.NEW_DATA)) {
        seen = seen.causes(without(seen.causes(), Kind.NEW_DATA));
      }
      return seen.equals(state)
          ? new Stays("the data is known")
          : new Moved(seen, "the data is that of a run", Optional.empty());
    }
    String words = files ? "" : "new labelled predictions";
    TriggerVerdict verdict = found(settings, seen, new TriggerCause(Kind.NEW_DATA, 0, words, now));
    return verdict instanceof Stays && !seen.equals(state)
        ? new Moved(seen, "newer data", Optional.empty())
        : verdict;
  }

  private static boolean isRunningOn(TriggerState state, String source) {
    return state.running().filter(run -> run.source().equals(source)).isPresent();
  }

  private static TriggerVerdict found(
      RetrainSettings settings, TriggerState state, TriggerCause cause) {
    if (settings.training() == RetrainSettings.Training.STATIC) {
      return note(state, cause, "the model is static and only watched");
    }
    return settings.on().contains(cause.kind())
        ? collect(state, cause)
        : note(state, cause, cause.kind().text() + " is not among 'retrain.on'");
  }

  private static TriggerVerdict collect(TriggerState state, TriggerCause cause) {
    TriggerCause before = state.causes().get(cause.kind());
    if (before != null && before.version() == cause.version()) {
      return new Stays(cause.kind().text() + " is known");
    }
    return new Moved(
        state.causes(with(state.causes(), cause)), "found " + cause.text(), Optional.empty());
  }

  private static TriggerVerdict note(TriggerState state, TriggerCause cause, String why) {
    TriggerCause before = state.noted().get(cause.kind());
    if (before != null && before.version() == cause.version()) {
      return new Stays(cause.kind().text() + " is known");
    }
    return new Moved(
        state.noted(with(state.noted(), cause)),
        "nothing is done about " + cause.text() + ": " + why,
        Optional.empty());
  }

  private static TriggerVerdict tick(
      RetrainSettings settings, TriggerState before, Tick tick, Instant now) {
    TriggerState state = before;
    if (isStale(state.causes(), tick) || isStale(state.noted(), tick)) {
      state = state.causes(of(state.causes(), tick)).noted(of(state.noted(), tick));
    }
    Optional<Instant> scheduled = scheduled(settings, state);
    if (state.running().isEmpty()
        && scheduled.isPresent()
        && !now.isBefore(scheduled.get())
        && !state.causes().containsKey(Kind.SCHEDULE)) {
      state = state.causes(with(state.causes(), new TriggerCause(Kind.SCHEDULE, 0, "", now)));
    }
    if (state.running().isPresent()) {
      return moved(before, state, "a run is under way");
    }
    if (state.causes().isEmpty()) {
      return moved(before, state.saying(""), "nothing has happened");
    }
    Optional<String> wait = obstacle(settings, state, tick, now);
    if (wait.isPresent()) {
      String words = wait.get() + "; waiting: " + words(state);
      return moved(before, state.saying(words), words);
    }
    Attempt attempt =
        new Attempt(
            state.attempts() + 1,
            tick.node(),
            now,
            state.source(),
            List.copyOf(state.causes().values()));
    String words = "run " + attempt.number() + " because of " + attempt.reason();
    return new Moved(
        state.running(attempt, tick.labelled()).saying(words), words, Optional.of(attempt));
  }

  /** Why no run is started although there are causes. */
  private static Optional<String> obstacle(
      RetrainSettings settings, TriggerState state, Tick tick, Instant now) {
    if (tick.release() == Rollout.UNDER_WAY) {
      return Optional.of("a release is under way");
    }
    if (state.causes().containsKey(Kind.REQUEST)) {
      return Optional.empty();
    }
    if (state.rest().isPresent() && now.isBefore(state.rest().get())) {
      return Optional.of(
          (state.failures() > 0
                  ? "failed " + state.failures() + " times, the next try is not before "
                  : "cooling down until ")
              + state.rest().get());
    }
    if (state.source().isEmpty()) {
      return Optional.of("the source was not looked at yet");
    }
    // Labels are data too, also where they are not a reason to train of their own.
    boolean same =
        state.source().equals(state.tried())
            && tick.labelled() - state.labelled() < settings.leastNewRows();
    return same && !state.causes().containsKey(Kind.NEW_DATA)
        ? Optional.of(
            "nothing is done: the data is that of the last run, which would come out" + " the same")
        : Optional.empty();
  }

  private static TriggerVerdict moved(TriggerState before, TriggerState after, String why) {
    return after.equals(before) ? new Stays(why) : new Moved(after, why, Optional.empty());
  }

  private static TriggerVerdict ended(
      RetrainSettings settings, TriggerState state, RunEnded event, Instant now) {
    Optional<Attempt> running = running(state, event.attempt());
    if (running.isEmpty()) {
      return new Stays("no such run is under way");
    }
    String words = event.words().isEmpty() ? "" : ": " + event.words();
    if (event.outcome() == RunOutcome.FAILED) {
      return broke(settings, state, event.attempt(), "the run failed" + words, now);
    }
    String how =
        switch (event.outcome()) {
          case DONE -> "the run is done";
          case SAME -> "the run made the champion again";
          case DATA_REFUSED -> "the data was refused, nothing was trained";
          case GATE_REFUSED -> "the gate refused the model, what is live stays";
          case FAILED -> throw new IllegalStateException();
        };
    return new Moved(
        state
            .tried(running.get().source())
            .ended(0, now.plus(settings.cooldown()))
            .saying(how + words),
        how + words,
        Optional.empty());
  }

  /** The causes are still unanswered, and the run is tried again later. */
  private static TriggerVerdict broke(
      RetrainSettings settings, TriggerState state, long attempt, String words, Instant now) {
    Optional<Attempt> running = running(state, attempt);
    if (running.isEmpty()) {
      return new Stays("no such run is under way");
    }
    Map<Kind, TriggerCause> causes = new TreeMap<>(state.causes());
    running.get().causes().forEach(cause -> causes.putIfAbsent(cause.kind(), cause));
    Instant rest = now.plus(backOff(settings, state.failures()));
    return new Moved(
        state.causes(causes).ended(state.failures() + 1, rest).saying(words),
        words + "; the next try is not before " + rest,
        Optional.empty());
  }

  static Duration backOff(RetrainSettings settings, int failures) {
    Duration wait = settings.backOff();
    for (int i = 0; i < failures && wait.compareTo(LONGEST_BACK_OFF) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    Duration most =
        settings.backOff().compareTo(LONGEST_BACK_OFF) > 0 ? settings.backOff() : LONGEST_BACK_OFF;
    return wait.compareTo(most) > 0 ? most : wait;
  }

  private static Optional<Attempt> running(TriggerState state, long attempt) {
    return state.running().filter(run -> run.number() == attempt);
  }

  private static boolean isStale(Map<Kind, TriggerCause> causes, Tick tick) {
    return causes.values().stream().anyMatch(cause -> isStale(cause, tick));
  }

  private static boolean isStale(TriggerCause cause, Tick tick) {
    return cause.version() != 0 && cause.version() != tick.live();
  }

  /** Without what was found of versions that are not live any more. */
  private static Map<Kind, TriggerCause> of(Map<Kind, TriggerCause> causes, Tick tick) {
    Map<Kind, TriggerCause> kept = new EnumMap<>(Kind.class);
    causes.forEach(
        (kind, cause) -> {
          if (!isStale(cause, tick)) {
            kept.put(kind, cause);
          }
        });
    return kept;
  }

  private static Map<Kind, TriggerCause> with(Map<Kind, TriggerCause> causes, TriggerCause cause) {
    Map<Kind, TriggerCause> all = new TreeMap<>(causes);
    all.put(cause.kind(), cause);
    return all;
  }

  private static Map<Kind, TriggerCause> without(Map<Kind, TriggerCause> causes, Kind kind) {
    Map<Kind, TriggerCause> all = new TreeMap<>(causes);
    all.remove(kind);
    return all;
  }

  private static String words(TriggerState state) {
    return state.causes().values().stream()
        .map(TriggerCause::text)
        .collect(Collectors.joining(", "));
  }
}
