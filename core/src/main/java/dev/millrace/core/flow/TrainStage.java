package dev.millrace.core.flow;

import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageInput;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.core.train.ChildTrainer;
import dev.millrace.core.train.EngineRows;
import dev.millrace.core.train.RowHandover;
import dev.millrace.core.train.TrainJob;
import dev.millrace.core.train.TrainJob.LearnerTask;
import dev.millrace.core.train.TrainSettings;
import dev.millrace.core.train.TrainedForm;
import dev.millrace.core.train.TrainedModel;
import dev.millrace.core.validate.Validation;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stage that trains candidate and baselines, in a process of its own. */
final class TrainStage {
  /** Of this process's heap, the features of a job may take one part in so many. */
  private static final int HANDOVER_SHARE = 4;

  private final PipelineConfig config;
  private final PipelineServices services;

  TrainStage(PipelineConfig config, PipelineServices services) {
    this.config = config;
    this.services = services;
  }

  Stage<List<TrainedModel>> train(
      DataCut cut, Validation validation, StageOutcome<Prepared> prepared) {
    Prepared ready = prepared.value();
    List<LearnerTask> tasks = tasks(ready.label().task());
    TrainJob job =
        new TrainJob(
            cut,
            validation.violations(),
            ready.label(),
            ready.rule(),
            ready.plan(),
            ready.encodings(),
            tasks,
            config.seed(),
            services.threads(),
            config.train().memoryBytes(),
            services.home().toString());
    Json learned =
        Json.items(
            tasks.stream()
                .map(
                    task ->
                        Json.members()
                            .put("learner", task.learner())
                            .put("settings", task.settings())
                            .put("revision", provider(task.learner()).revision())
                            .put("seed", config.seed())
                            .build())
                .toList());
    return new Stage.Pure<>(
        Stages.TRAIN,
        "1",
        List.of(
            new StageInput("cut", cut.digest()),
            new StageInput("violations", ModelInputs.violations(validation)),
            new StageInput("prepared", ModelInputs.model(ready)),
            new StageInput("learners", CanonicalJson.digest(learned))),
        new TrainedForm(),
        control ->
            new ChildTrainer(services.launcher(), services.scratch(), services.log(), handover())
                .train(job, control));
  }

  /** What this process has just looked at is gathered quicker here than by another. */
  private RowHandover handover() {
    return new EngineRows(services.engine())
        .handover(Runtime.getRuntime().maxMemory() / HANDOVER_SHARE);
  }

  private List<LearnerTask> tasks(Task task) {
    TrainSettings train = config.train();
    LearnerProvider chosen = provider(train.learner());
    if (!chosen.tasks().contains(task)) {
      throw Problem.of(ErrorCode.LEARNER_UNKNOWN, "the learner cannot learn this task")
          .at("train.learner")
          .found(train.learner() + " for " + task)
          .next("Choose another learner.")
          .asException();
    }
    Map<String, LearnerTask> tasks = new LinkedHashMap<>();
    tasks.put(train.learner(), new LearnerTask(train.learner(), train.settings().json()));
    for (String baseline : List.of("linear", "constant")) {
      LearnerSettings defaults = LearnerSettings.defaults(provider(baseline).settings());
      tasks.putIfAbsent(baseline, new LearnerTask(baseline, defaults.json()));
    }
    return List.copyOf(tasks.values());
  }

  private LearnerProvider provider(String name) {
    LearnerProvider provider = services.learners().get(name);
    if (provider == null) {
      throw Problem.of(ErrorCode.LEARNER_UNKNOWN, "there is no such learner")
          .found(name)
          .allowed(String.join(", ", services.learners().keySet()))
          .asException();
    }
    return provider;
  }
}
