package dev.millrace.core.release;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.ReleaseContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The words of the release tests. */
final class ReleaseCases {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final NodeName ONE = new NodeName("one");
  static final NodeName TWO = new NodeName("two");

  private ReleaseCases() {}

  static ReleaseContent version(int number) {
    TreeMap<EvidenceKind, Digest> statements = new TreeMap<>();
    statements.put(ReleaseContents.SCHEMA, digest("schema " + number));
    statements.put(ReleaseContents.DECISION, digest("decision " + number));
    return new ReleaseContent(number, digest("scorer " + number), statements);
  }

  static Digest digest(String text) {
    return Digest.ofBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A twentieth, a half, all; a minute each, after ten answers. */
  static ReleaseStrategy canary() {
    return new ReleaseStrategy(
        List.of(500, 5_000, 10_000),
        Duration.ofMinutes(1),
        10,
        Duration.ofHours(1),
        0.01,
        Duration.ofMillis(50),
        2,
        Duration.ofSeconds(30));
  }

  /** A tenth of the requests, a hundred rows, a twentieth of which may differ; then a canary. */
  static ReleaseStrategy shadow(Comparison.Then then) {
    return canary().comparing(new Comparison.Shadow(1_000, 100, 0.05, 0.01, then));
  }

  /** Half of the callers by a header, until labels tell. */
  static ReleaseStrategy abTest() {
    return canary()
        .through(List.of(5_000, 10_000))
        .comparing(
            new Comparison.AbTest(
                new RouteKey(RouteKey.From.HEADER, "x-customer"), Optional.empty(), 0.05, 100));
  }

  /** What a shadow said beside ten thousand answers. */
  static ReleaseEvent.Look shadowed(long compared, long differing) {
    return new ReleaseEvent.Look(
        new ArmTally(compared, 0, 1_000_000),
        new ArmTally(10_000, 0, 1_000_000),
        new ShadowTally(compared, differing, 0, 0));
  }

  /** Successes among a thousand labels each. */
  static ReleaseEvent.Look labelled(long candidate, long before) {
    return new ReleaseEvent.Look(
        new ArmTally(5_000, 0, 1_000_000).labelled(1_000, candidate),
        new ArmTally(5_000, 0, 1_000_000).labelled(1_000, before));
  }

  static SortedSet<NodeName> nodes(NodeName... names) {
    return new TreeSet<>(List.of(names));
  }

  static ReleaseEvent.Propose propose(int version, ReleaseStrategy strategy, NodeName... servers) {
    return new ReleaseEvent.Propose("r" + version, version(version), strategy, nodes(servers));
  }

  static final Actor ANN = person("ann");
  static final Actor BOB = person("bob");
  static final Actor NODE = new Actor("node-1", Actor.Standing.SYSTEM);

  private static Actor person(String name) {
    return new Actor(name, Actor.Standing.UNVERIFIED);
  }

  /** A proposal by ann of what needs somebody else's consent. */
  static ReleaseEvent.Propose guarded(int version, ReleaseStrategy strategy, NodeName... servers) {
    return propose(version, strategy, servers)
        .demanding(new Clearance(true, new TreeSet<>(List.of(ANN.name())), Optional.empty()));
  }

  static ReleaseEvent.Look look(long requests, long failures) {
    return new ReleaseEvent.Look(
        new ArmTally(requests, failures, 1_000_000), new ArmTally(10_000, 0, 1_000_000));
  }
}
