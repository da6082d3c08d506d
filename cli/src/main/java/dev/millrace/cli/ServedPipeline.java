package dev.millrace.cli;

import dev.millrace.core.evaluate.CostMatrix;
import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.spi.store.ReleaseTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A pipeline whose model a server looks after. */
record ServedPipeline(Path file, PipelineConfig config) {
  ServedPipeline {
    Objects.requireNonNull(file);
    Objects.requireNonNull(config);
  }

  static List<ServedPipeline> read(List<Path> files) {
    return files.stream()
        .map(file -> file.toAbsolutePath().normalize())
        .map(file -> new ServedPipeline(file, PipelineRun.read(file)))
        .toList();
  }

  /** What wrong decisions cost: as the model's pipeline says, else all the same. */
  static CostMatrix cost(List<ServedPipeline> pipelines, ReleaseTarget target) {
    return pipelines.stream()
        .filter(pipeline -> pipeline.config().name().value().equals(target.model().value()))
        .map(pipeline -> pipeline.config().evaluate().cost())
        .findFirst()
        .orElse(CostMatrix.EQUAL);
  }

  /** How a model is watched: as its pipeline says, else as usual. */
  static MonitorSettings monitor(List<ServedPipeline> pipelines, ReleaseTarget target) {
    return pipelines.stream()
        .filter(pipeline -> pipeline.config().name().value().equals(target.model().value()))
        .map(pipeline -> pipeline.config().monitor())
        .findFirst()
        .orElse(MonitorSettings.DEFAULTS);
  }
}
