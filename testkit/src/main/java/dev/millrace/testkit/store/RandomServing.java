package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.digest;

import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.EpochDraft;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.MachineStep;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoutes;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.ServingStores;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.WindowKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The part of {@link RandomChanges} that serving, releases and monitoring make. */
final class RandomServing {
  private static final List<EnvironmentName> ENVIRONMENTS =
      List.of(EnvironmentName.PRODUCTION, new EnvironmentName("staging"));

  private final Stores all;
  private final ServingStores stores;
  private final SplittableRandom random;

  RandomServing(Stores stores, SplittableRandom random) {
    this.all = stores;
    this.stores = stores.serving();
    this.random = random;
  }

  Supplier<Object> next(Change change) {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> step(change);
      case 3 -> window(change);
      case 4 -> node(change);
      default -> read(change);
    };
  }

  private Supplier<Object> step(Change change) {
    ReleaseTarget target = target();
    MachineId id =
        new MachineId(
            random.nextBoolean() ? MachineId.Kind.RELEASE : MachineId.Kind.TRIGGER,
            target.toString());
    int version = random.nextInt(1, 4);
    int share = random.nextBoolean() ? 10_000 : random.nextInt(1, 10_000);
    boolean mistaken = random.nextInt(6) == 0;
    boolean withEpoch = random.nextBoolean();
    boolean withChampion = random.nextInt(3) == 0;
    Optional<java.time.Instant> due =
        random.nextBoolean()
            ? Optional.of(change.at().plusSeconds(random.nextInt(-60, 60)))
            : Optional.empty();
    return () -> {
      long revision =
          stores.machines().find(change.project(), id).map(MachineState::revision).orElse(0L);
      long newest =
          stores.releases().list(change.project(), target, 1).stream()
              .mapToLong(ReleaseEpoch::number)
              .sum();
      EpochDraft epoch =
          new EpochDraft(
              target,
              newest + (mistaken ? 2 : 1),
              ReleaseChange.PROMOTE,
              share == 10_000
                  ? ReleaseRoutes.all(content(version))
                  : ReleaseRoutes.split(content(version + 1), content(version), share));
      OptionalInt champion =
          withChampion
              ? all.registryQueries().loadModel(change.project(), TIPS).champion()
              : OptionalInt.empty();
      return stores
          .machines()
          .step(
              change,
              new MachineStep(
                  id,
                  revision,
                  Json.members().put("version", version).build(),
                  due,
                  "step",
                  Json.of(share),
                  withEpoch ? Optional.of(epoch) : Optional.empty(),
                  withChampion
                      ? Optional.of(
                          new ChampionRequest(TIPS, version, champion, ChampionChoice.Kind.PROMOTE))
                      : Optional.empty()));
    };
  }

  private Supplier<Object> window(Change change) {
    MonitorWindow window =
        new MonitorWindow(
            target(),
            random.nextInt(1, 4),
            random.nextBoolean() ? WindowKind.TRAFFIC : WindowKind.QUALITY,
            new NodeName("node-" + random.nextInt(3)),
            NOON.plusSeconds(random.nextInt(100)),
            NOON.plusSeconds(100 + random.nextInt(100)),
            Json.of(random.nextInt(100)));
    return () -> {
      stores.windows().close(change, window);
      return "closed";
    };
  }

  private Supplier<Object> node(Change change) {
    NodeName node = new NodeName("node-" + random.nextInt(3));
    long epoch = random.nextInt(1, 4);
    ReleaseTarget target = target();
    return switch (random.nextInt(3)) {
      case 0 ->
          () -> {
            stores.nodes().leave(node);
            return "left";
          };
      case 1 ->
          () -> {
            stores
                .nodes()
                .beat(
                    new ServingNode(
                        node, EnvironmentName.PRODUCTION, change.at(), change.at(), ""));
            return "heard";
          };
      default ->
          () -> {
            if (stores.releases().list(change.project(), target, 1_000).size() >= epoch) {
              stores
                  .releases()
                  .served(change.project(), new EpochServed(target, epoch, node, change.at()));
            }
            return stores.releases().served(change.project(), target, epoch);
          };
    };
  }

  private Supplier<Object> read(Change change) {
    ReleaseTarget target = target();
    return switch (random.nextInt(6)) {
      case 0 -> () -> stores.releases().current(change.project());
      case 1 -> () -> stores.releases().list(change.project(), target, 3);
      case 2 -> () -> stores.releases().at(change.project(), target, change.at());
      case 3 -> () -> stores.machines().due(change.project(), change.at(), 5);
      case 4 -> () -> stores.nodes().list(change.at().minusSeconds(30));
      default ->
          () ->
              stores
                  .windows()
                  .list(change.project(), target, WindowKind.TRAFFIC, NOON.plusSeconds(120), 4);
    };
  }

  private ReleaseTarget target() {
    return new ReleaseTarget(TIPS, ENVIRONMENTS.get(random.nextInt(ENVIRONMENTS.size())));
  }

  static ReleaseContent content(int version) {
    TreeMap<EvidenceKind, dev.millrace.digest.Digest> statements = new TreeMap<>();
    statements.put(new EvidenceKind("decision"), digest("decision-" + version));
    return new ReleaseContent(version, digest("scorer-" + version), statements);
  }
}
