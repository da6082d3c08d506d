package dev.millrace.core.lineage;

import dev.millrace.core.release.Origin;
import dev.millrace.core.release.Releases;
import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.VersionLineage;
import dev.millrace.spi.store.WindowKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The part of the lineage that is in the registry, releases and monitoring windows. */
final class ServedLineage {
  private static final int MOST_EPOCHS = 1_000;
  private static final int MOST_WINDOWS = 10_000;

  private final Stores stores;
  private final ProjectName project;
  private final LineageReader into;

  ServedLineage(Stores stores, ProjectName project, LineageReader into) {
    this.stores = stores;
    this.project = project;
    this.into = into;
  }

  void read() {
    for (RegisteredModel model : stores.registryQueries().listModels(project)) {
      stores
          .registryQueries()
          .listVersions(project, model.model())
          .reversed()
          .forEach(this::version);
    }
    for (ReleaseEpoch current : stores.serving().releases().current(project)) {
      ReleaseTarget target = current.target();
      stores
          .serving()
          .releases()
          .list(project, target, MOST_EPOCHS)
          .reversed()
          .forEach(this::epoch);
      for (WindowKind kind : WindowKind.values()) {
        windows(target, kind);
      }
    }
  }

  /** A version rests on its scorer, cut, schema and plan, also when its run is not known here. */
  private void version(ModelVersion version) {
    VersionLineage from = version.lineage();
    LineageNode node = into.add(StageContents.version(version.model().value(), version.version()));
    LineageNode scorer = content(LineageKind.SCORER, version.scorer());
    List<String> inputs = new ArrayList<>();
    inputs.add(scorer.id());
    inputs.add(content(LineageKind.CUT, from.cut()).id());
    inputs.add(content(LineageKind.SCHEMA, from.schema()).id());
    inputs.add(content(LineageKind.PLAN, from.plan()).id());
    for (EvidenceRecord record : stores.evidence().list(project, version.scorer())) {
      LineageNode statement =
          into.add(
              LineageNode.of(
                  LineageKind.STATEMENT,
                  record.evidence().blob(),
                  record.evidence().kind().value()));
      into.step("state", List.of(scorer.id()), List.of(statement.id()), List.of());
      if (record.evidence().kind().equals(Origin.KIND)) {
        inputs.add(statement.id());
      }
    }
    into.registered(node, inputs);
  }

  private LineageNode content(LineageKind kind, Digest content) {
    return into.add(LineageNode.of(kind, content, ""));
  }

  /** A release rests on what was agreed to, and on who agreed. */
  private void epoch(ReleaseEpoch epoch) {
    LineageNode node =
        into.add(LineageNode.named(LineageKind.RELEASE, epoch.target() + "/" + epoch.number()));
    List<String> inputs = new ArrayList<>();
    epoch
        .routes()
        .routes()
        .forEach(
            route -> {
              inputs.add(
                  into.add(
                          StageContents.version(
                              epoch.target().model().value(), route.content().version()))
                      .id());
              stores.evidence().list(project, route.content().scorer()).stream()
                  .map(EvidenceRecord::evidence)
                  .filter(statement -> statement.kind().equals(Releases.APPROVAL))
                  .forEach(
                      statement ->
                          inputs.add(
                              into.add(
                                      LineageNode.of(
                                          LineageKind.STATEMENT,
                                          statement.blob(),
                                          statement.kind().value()))
                                  .id()));
              route
                  .content()
                  .statements()
                  .forEach(
                      (kind, blob) ->
                          inputs.add(
                              into.add(LineageNode.of(LineageKind.STATEMENT, blob, kind.value()))
                                  .id()));
            });
    into.step("release", inputs, List.of(node.id()), List.of());
  }

  private void windows(ReleaseTarget target, WindowKind kind) {
    List<MonitorWindow> windows =
        stores.serving().windows().list(project, target, kind, Instant.EPOCH, MOST_WINDOWS);
    windows.stream()
        .map(MonitorWindow::version)
        .distinct()
        .sorted()
        .forEach(
            version -> {
              LineageNode seen =
                  into.add(
                      LineageNode.named(
                          LineageKind.WINDOWS,
                          target + "/" + version + "/" + kind.name().toLowerCase(Locale.ROOT)));
              into.step(
                  "watch",
                  List.of(into.add(StageContents.version(target.model().value(), version)).id()),
                  List.of(seen.id()),
                  List.of());
            });
  }
}
