package dev.millrace.store.sqlite;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.EpochDraft;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineStep;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseRoutes;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.ServingStores;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.WindowKind;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What happened in the golden home of schema 2 after {@link GoldenHistory}: a row in every table.
 */
final class GoldenServing {
  static final ReleaseTarget LIVE = ReleaseTarget.production(TIPS);
  static final MachineId RELEASE = new MachineId(MachineId.Kind.RELEASE, LIVE.toString());
  static final NodeName NODE = new NodeName("node-1");
  static final MonitorWindow WINDOW =
      new MonitorWindow(
          LIVE,
          2,
          WindowKind.TRAFFIC,
          NODE,
          NOON.plusSeconds(60),
          NOON.plusSeconds(120),
          Json.members().put("rows", 7).build());

  private GoldenServing() {}

  static ReleaseRoutes routes() {
    TreeMap<EvidenceKind, Digest> statements = new TreeMap<>();
    statements.put(new EvidenceKind("decision"), digest("decision"));
    return ReleaseRoutes.split(
        new ReleaseContent(1, digest("scorer-1"), statements),
        new ReleaseContent(2, digest("scorer-2"), statements),
        2_500);
  }

  static void write(Stores stores) {
    ServingStores serving = stores.serving();
    var _ =
        serving
            .machines()
            .step(
                change("release", NOON.plusSeconds(30)),
                new MachineStep(
                    RELEASE,
                    0,
                    Json.members().put("format", 1).build(),
                    Optional.of(NOON.plusSeconds(90)),
                    "propose",
                    Json.of("version 2 has 25.00% of the traffic"),
                    Optional.of(new EpochDraft(LIVE, 1, ReleaseChange.START, routes())),
                    Optional.of(
                        new ChampionRequest(
                            TIPS, 2, OptionalInt.of(1), ChampionChoice.Kind.PROMOTE))));
    serving
        .nodes()
        .beat(new ServingNode(NODE, EnvironmentName.PRODUCTION, NOON, NOON.plusSeconds(31), ""));
    serving.releases().served(PROJECT, new EpochServed(LIVE, 1, NODE, NOON.plusSeconds(32)));
    serving.windows().close(change("window", NOON.plusSeconds(120)), WINDOW);
  }
}
