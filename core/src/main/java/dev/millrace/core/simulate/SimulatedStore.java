package dev.millrace.core.simulate;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseRules;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.ReleaseStateJson;
import dev.millrace.core.release.ReleaseVerdict;
import dev.millrace.core.trigger.Attempt;
import dev.millrace.core.trigger.RetrainSettings;
import dev.millrace.core.trigger.TriggerEvent;
import dev.millrace.core.trigger.TriggerRules;
import dev.millrace.core.trigger.TriggerState;
import dev.millrace.core.trigger.TriggerStateJson;
import dev.millrace.core.trigger.TriggerVerdict;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseRoute;
import dev.millrace.spi.store.ReleaseRoutes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The store of a simulation: transactions that happen whole or not at all, and not at all while it
 * is busy. States go through their stored form.
 */
final class SimulatedStore {
  static final Duration SILENCE = Duration.ofSeconds(15);

  /** Routes that came into force. */
  record Epoch(long number, Instant at, ReleaseRoutes routes) {}

  /** The store cannot be used now. */
  static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("busy", null, false, false);
    }
  }

  private final RetrainSettings settings;
  private final Broken broken;
  private final List<Epoch> epochs = new ArrayList<>();
  private final Map<Integer, ReleaseContent> registered = new TreeMap<>();
  private final Map<NodeName, Instant> beats = new TreeMap<>();
  private ReleaseState release = ReleaseState.NONE;
  private TriggerState trigger;
  private long attempts;
  private Instant busyUntil = Instant.MIN;

  SimulatedStore(RetrainSettings settings, Broken broken, Instant now) {
    this.settings = settings;
    this.broken = broken;
    this.trigger = TriggerState.begun(now);
  }

  void busyUntil(Instant until) {
    busyUntil = until;
  }

  private void use(Instant now) {
    if (now.isBefore(busyUntil)) {
      throw new Busy();
    }
  }

  ReleaseState release(Instant now) {
    use(now);
    return release;
  }

  TriggerState trigger(Instant now) {
    use(now);
    return trigger;
  }

  Optional<Epoch> current(Instant now) {
    use(now);
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.getLast());
  }

  /** The epoch with a number, for the checks. */
  Optional<Epoch> epoch(long number) {
    return number < 1 || number > epochs.size()
        ? Optional.empty()
        : Optional.of(epochs.get((int) number - 1));
  }

  int epochs() {
    return epochs.size();
  }

  int versions() {
    return registered.size();
  }

  void beat(NodeName node, Instant now) {
    use(now);
    beats.put(node, now);
  }

  void leave(NodeName node, Instant now) {
    use(now);
    beats.remove(node);
  }

  SortedSet<NodeName> listening(Instant now) {
    use(now);
    SortedSet<NodeName> nodes = new TreeSet<>();
    beats.forEach(
        (node, at) -> {
          if (at.isAfter(now.minus(SILENCE))) {
            nodes.add(node);
          }
        });
    return nodes;
  }

  /** Registers a version with its evidence, both in one transaction. */
  void register(ReleaseContent content, Instant now) {
    use(now);
    registered.put(content.version(), content);
  }

  /** Lets an event happen to the release. */
  void apply(ReleaseEvent event, Instant now) {
    use(now);
    ReleaseState before = release;
    if (ReleaseRules.next(before, event, now) instanceof ReleaseVerdict.Moved moved) {
      moved.inForce().ifPresent(inForce -> begin(moved.state(), inForce.routes(), now));
      broken.unless(
          () -> moved.inForce().isPresent() || moved.state().epoch() == before.epoch(),
          "an epoch without routes: " + moved.state().epoch());
      release = ReleaseStateJson.state(ReleaseStateJson.of(moved.state()));
      broken.unless(() -> release.equals(moved.state()), "a release is read as another");
    }
  }

  private void begin(ReleaseState state, ReleaseRoutes routes, Instant now) {
    broken.unless(
        () -> state.epoch() == epochs.size() + 1L,
        "epoch " + state.epoch() + " follows epoch " + epochs.size());
    for (ReleaseRoute route : routes.routes()) {
      ReleaseContent content = route.content();
      broken.unless(
          () -> content.equals(registered.get(content.version())),
          "version " + content.version() + " is released and not registered as it is");
      broken.unless(
          () -> !content.statements().isEmpty(),
          "version " + content.version() + " is released without evidence");
    }
    epochs.add(new Epoch(state.epoch(), now, routes));
  }

  /** Lets an event happen to the trigger; gives the run to start. */
  Optional<Attempt> apply(TriggerEvent event, Instant now) {
    use(now);
    TriggerState before = trigger;
    if (TriggerRules.next(settings, before, event, now) instanceof TriggerVerdict.Moved moved) {
      moved
          .start()
          .ifPresent(
              attempt -> {
                broken.unless(
                    () -> before.running().isEmpty(), "two runs at a time: " + attempt.number());
                broken.unless(
                    () -> attempt.number() == attempts + 1,
                    "attempt " + attempt.number() + " again");
                attempts = attempt.number();
              });
      trigger = TriggerStateJson.state(TriggerStateJson.of(moved.state()));
      broken.unless(() -> trigger.equals(moved.state()), "a trigger is read as another");
      return moved.start();
    }
    return Optional.empty();
  }
}
