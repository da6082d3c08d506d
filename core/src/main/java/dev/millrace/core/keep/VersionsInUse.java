package dev.millrace.core.keep;

import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.util.HashSet;
import java.util.Set;

/**
 * The runs behind versions that are in use: live in an environment, a candidate on its way there,
 * what a release can be rolled back to, a champion and the one before it.
 */
final class VersionsInUse {
  /** Epochs of a target, the newest ones, whose versions count as in use. */
  private static final int EPOCHS = 20;

  private final Stores stores;
  private final ProjectName project;
  private final Set<RunId> runs = new HashSet<>();

  private VersionsInUse(Stores stores, ProjectName project) {
    this.stores = stores;
    this.project = project;
  }

  static Set<RunId> runs(Stores stores, ProjectName project) {
    VersionsInUse use = new VersionsInUse(stores, project);
    for (RegisteredModel model : stores.registryQueries().listModels(project)) {
      model.choices().reversed().stream()
          .limit(2)
          .forEach(choice -> use.add(model.model(), choice.version()));
    }
    for (ReleaseEpoch current : stores.serving().releases().current(project)) {
      use.released(current.target());
    }
    Releases.awaited(stores, project)
        .forEach((target, proposal) -> use.add(target.model(), proposal.content().version()));
    return Set.copyOf(use.runs);
  }

  private void released(ReleaseTarget target) {
    ReleaseState state = Releases.find(stores, project, target);
    state.live().ifPresent(content -> add(target.model(), content.version()));
    state.past().forEach(content -> add(target.model(), content.version()));
    state.rollout().ifPresent(rollout -> add(target.model(), rollout.candidate().version()));
    for (ReleaseEpoch epoch : stores.serving().releases().list(project, target, EPOCHS)) {
      epoch.routes().routes().forEach(route -> add(target.model(), route.content().version()));
    }
  }

  private void add(ModelName model, int version) {
    runs.add(stores.registryQueries().loadVersion(project, model, version).lineage().run());
  }
}
