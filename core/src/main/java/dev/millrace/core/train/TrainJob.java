package dev.millrace.core.train;

import dev.millrace.core.prepare.AcceptedRows;
import dev.millrace.core.prepare.Label;
import dev.millrace.core.prepare.LabelledRows;
import dev.millrace.core.prepare.PreparedJson;
import dev.millrace.core.prepare.Split;
import dev.millrace.core.prepare.SplitRule;
import dev.millrace.core.prepare.TrainOnlyEncoding;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.FeaturePlanJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.DataJson;
import java.util.List;
import java.util.Objects;

/**
 * All that a training process needs to know; it travels as a file.
 *
 * @param violations rows for which one of these expressions is true are left out
 * @param plan as scorers evaluate it
 * @param encodings what training rows see in place of steps that were fitted on labels
 * @param learners what to train, the candidate first
 * @param threads threads the process may use; never part of what is learned
 * @param memoryBytes bound of the features' memory
 * @param home folder of the blobs and scratch space
 */
public record TrainJob(
    DataCut cut,
    List<String> violations,
    Label label,
    SplitRule rule,
    FeaturePlan plan,
    List<TrainOnlyEncoding> encodings,
    List<LearnerTask> learners,
    long seed,
    int threads,
    long memoryBytes,
    String home) {
  /** One learner with its settings, which are complete. */
  public record LearnerTask(String learner, Json.Members settings) {
    public LearnerTask {
      Objects.requireNonNull(learner);
      Objects.requireNonNull(settings);
    }
  }

  public TrainJob {
    Objects.requireNonNull(cut);
    violations = List.copyOf(violations);
    Objects.requireNonNull(label);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(plan);
    encodings = List.copyOf(encodings);
    learners = List.copyOf(learners);
    Objects.requireNonNull(home);
  }

  /** The cut with its sides. */
  public Split split() {
    return new Split(
        cut,
        rule,
        violations.isEmpty()
            ? List.of(new LabelledRows(label))
            : List.of(new AcceptedRows(violations), new LabelledRows(label)));
  }

  public Json toJson() {
    return Json.members()
        .put("cut", DataJson.of(cut))
        .put("violations", Json.texts(violations))
        .put("label", PreparedJson.of(label))
        .put("split", PreparedJson.of(rule))
        .put("plan", FeaturePlanJson.toJson(plan))
        .put("encodings", PreparedJson.of(encodings))
        .put(
            "learners",
            learners.stream()
                .map(
                    task ->
                        Json.members()
                            .put("learner", task.learner())
                            .put("settings", task.settings())
                            .build())
                .toList())
        .put("seed", seed)
        .put("threads", threads)
        .put("memory", memoryBytes)
        .put("home", home)
        .build();
  }

  public static TrainJob fromJson(Json json) {
    JsonObject in =
        JsonObject.of(json)
            .only(
                "cut",
                "violations",
                "label",
                "split",
                "plan",
                "encodings",
                "learners",
                "seed",
                "threads",
                "memory",
                "home");
    return new TrainJob(
        DataJson.dataCut(in.value("cut")),
        in.texts("violations"),
        PreparedJson.label(in.value("label")),
        PreparedJson.rule(in.value("split")),
        FeaturePlanJson.fromJson(in.value("plan")),
        PreparedJson.encodings(in.items("encodings")),
        in.items("learners").stream()
            .map(item -> JsonObject.of("learners", item).only("learner", "settings"))
            .map(
                task ->
                    new LearnerTask(task.text("learner"), (Json.Members) task.value("settings")))
            .toList(),
        in.whole("seed"),
        in.integer("threads"),
        in.whole("memory"),
        in.text("home"));
  }
}
