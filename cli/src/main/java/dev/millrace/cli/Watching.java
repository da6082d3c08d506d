package dev.millrace.cli;

import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.flow.SourceWatch;
import dev.millrace.core.ingest.SourceConfig;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.monitor.DriftWatch;
import dev.millrace.core.monitor.QualityMonitor;
import dev.millrace.core.monitor.StatedQuality;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.core.serve.Outcomes;
import dev.millrace.core.serve.log.LogPlace;
import dev.millrace.core.trigger.TriggerKeeper;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a server does beside answering: it holds answers against labels, and looks after pipelines.
 * Nothing that serves waits for it, and its troubles are told once and tried again.
 */
final class Watching implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Watching.class.getName());

  private final OpenHome home;
  private final EnvironmentName environment;
  private final NodeName node;
  private final List<ServedPipeline> pipelines;
  private final StatedQuality bases;
  private final ExecutorService workers =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("millrace-quality").daemon().factory());
  private final List<TriggerKeeper> keepers = new ArrayList<>();
  private final Outcomes outcomes;
  private QualityMonitor quality;

  /** What could not be done at the last look, so that it is told once. */
  private final Set<String> troubles = new HashSet<>();

  Watching(
      OpenHome home,
      EnvironmentName environment,
      NodeName node,
      List<ServedPipeline> pipelines,
      Outcomes outcomes) {
    this.home = home;
    this.environment = environment;
    this.node = node;
    this.outcomes = outcomes;
    // Exactly one server decides about a pipeline, also where several are given its file.
    this.pipelines =
        pipelines.stream()
            .filter(pipeline -> pipeline.config().retrain().environment().equals(environment))
            .toList();
    this.bases =
        new StatedQuality(
            home.store().stores(),
            home.store().blobs(),
            Users.PROJECT,
            target -> ServedPipeline.monitor(pipelines, target),
            target -> ServedPipeline.cost(pipelines, target));
    this.quality = monitor();
    this.pipelines.forEach(pipeline -> keepers.add(keeper(pipeline)));
  }

  /** One look at everything; a keeper in trouble does not hold up the others. */
  void tick() {
    Clock clock = home.clock();
    attempt(
        "quality",
        () -> {
          try {
            quality.tick(clock.instant());
            if (quality.hasGap()) {
              quality = monitor();
              quality.tick(clock.instant());
            }
          } catch (MillraceException | UncheckedIOException e) {
            // What it knows may be half of what it should; the log has all of it.
            quality = monitor();
            throw e;
          }
        });
    for (int i = 0; i < keepers.size(); i++) {
      if (troubles.contains("quality") && learnsFromLabels(pipelines.get(i).config())) {
        // How many labels there are is not known now, and fewer would be taken for what is gone.
        continue;
      }
      TriggerKeeper keeper = keepers.get(i);
      Instant now = clock.instant();
      attempt(pipelines.get(i).config().name().value(), () -> keeper.tick(now));
    }
  }

  private void attempt(String what, Runnable work) {
    try {
      work.run();
      troubles.remove(what);
    } catch (MillraceException | UncheckedIOException e) {
      if (troubles.add(what)) {
        LOG.log(Level.WARNING, "watching " + what + " is held up, and is tried again", e);
      }
    }
  }

  private QualityMonitor monitor() {
    // It reads the log from its beginning.
    outcomes.clear();
    return new QualityMonitor(
        LogPlace.of(home.home().log(), environment),
        new CompactedRecall(home, environment),
        home.store().stores().serving().windows(),
        Users.PROJECT,
        environment,
        node,
        bases,
        outcomes::add,
        workers);
  }

  private static boolean learnsFromLabels(PipelineConfig config) {
    return config.source().predictions() == SourceConfig.Predictions.LABELLED;
  }

  private TriggerKeeper keeper(ServedPipeline pipeline) {
    Stores stores = home.store().stores();
    PipelineConfig config = pipeline.config();
    ModelName model = new ModelName(config.name().value());
    Path folder = pipeline.file().resolveSibling("");
    return new TriggerKeeper(
        new TriggerKeeper.Surroundings(
            stores,
            Users.PROJECT,
            node,
            new DriftWatch(stores.serving().windows(), home.store().blobs(), Users.PROJECT),
            bases,
            new SourceWatch(
                new SourceDiscovery(folder, new ReadableFiles(folder, home.policy())),
                config,
                stores.runQueries(),
                Users.PROJECT),
            () -> learnsFromLabels(config) ? quality.labelled(model) : 0,
            attempt -> {
              LOG.log(
                  Level.INFO, "run " + attempt.number() + " of " + model + ": " + attempt.reason());
              return PipelineProcess.start(home.home(), home.policy(), pipeline, attempt);
            }),
        config.name(),
        new ReleaseTarget(model, environment),
        config.retrain(),
        config.monitor());
  }

  @Override
  public void close() {
    keepers.forEach(TriggerKeeper::close);
    workers.shutdownNow();
  }
}
