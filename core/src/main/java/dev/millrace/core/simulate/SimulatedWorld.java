package dev.millrace.core.simulate;

import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.trigger.RetrainSettings;
import dev.millrace.core.trigger.TriggerCause;
import dev.millrace.digest.Digest;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.store.ReleaseContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What everybody in a simulation shares. Not thread-safe: events come one after the other. */
final class SimulatedWorld {
  private static final RetrainSettings RETRAIN =
      new RetrainSettings(
          RetrainSettings.Training.DYNAMIC,
          Set.of(
              TriggerCause.Kind.NEW_DATA,
              TriggerCause.Kind.DRIFT,
              TriggerCause.Kind.QUALITY,
              TriggerCause.Kind.SCHEDULE),
          Optional.of(Duration.ofMinutes(10)),
          Duration.ofSeconds(40),
          100,
          Duration.ofSeconds(5),
          EnvironmentName.PRODUCTION);

  /** The one source of chance: the order in which it is asked is part of a run. */
  final SplittableRandom chance;

  final Broken broken = new Broken();
  final Agenda agenda;
  final SimulatedStore store;
  final SimulatedLog log = new SimulatedLog();

  /** Versions whose blobs cannot be loaded. */
  final Set<Integer> damaged = new HashSet<>();

  /** Versions whose answers fail. */
  final Set<Integer> failing = new HashSet<>();

  final List<SimulatedServer> servers = new ArrayList<>();

  /** Whether things still go wrong. */
  boolean failures = true;

  private int versions;

  SimulatedWorld(SplittableRandom chance, Instant begin) {
    this.chance = chance;
    this.agenda = new Agenda(begin);
    this.store = new SimulatedStore(RETRAIN, broken, begin);
  }

  /** Registers the next version; gives its number. */
  int register() {
    store.register(content(versions + 1), agenda.now());
    return ++versions;
  }

  static ReleaseContent content(int version) {
    Digest scorer = digest("scorer " + version);
    return new ReleaseContent(
        version,
        scorer,
        new TreeMap<>(Map.of(ReleaseContents.REFERENCE, digest("reference " + version))));
  }

  private static Digest digest(String text) {
    return Digest.ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
