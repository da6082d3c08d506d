package dev.millrace.core.simulate;

import dev.millrace.core.serve.join.JoinLimits;
import dev.millrace.core.serve.join.LabelJoin;
import dev.millrace.core.serve.join.LabelledPrediction;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.PredictionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The log of a simulation: records are in the memory of a server until their group is written, and
 * acknowledged then. What a server that dies has not written is gone, and was not acknowledged.
 */
final class SimulatedLog {
  private final List<LoggedPrediction> predictions = new ArrayList<>();
  private final List<LoggedLabel> labels = new ArrayList<>();
  private final Map<PredictionId, LoggedPrediction> acknowledged = new TreeMap<>();
  private final Map<PredictionId, LoggedLabel> acknowledgedLabels = new TreeMap<>();
  private long lost;

  /** What one server has in memory. */
  final class Group {
    private final List<LoggedPrediction> made = new ArrayList<>();
    private final List<LoggedLabel> told = new ArrayList<>();

    void add(LoggedPrediction prediction) {
      made.add(prediction);
    }

    void add(LoggedLabel label) {
      told.add(label);
    }

    /** Writes the group; gives the predictions that are acknowledged with it. */
    List<LoggedPrediction> commit() {
      List<LoggedPrediction> written = List.copyOf(made);
      predictions.addAll(made);
      labels.addAll(told);
      made.forEach(prediction -> acknowledged.put(prediction.id(), prediction));
      told.forEach(
          label ->
              acknowledgedLabels.put(
                  ((dev.millrace.core.serve.log.LabelTarget.OfPrediction) label.target()).id(),
                  label));
      made.clear();
      told.clear();
      return written;
    }

    /** The server dies; part of the group may have been written all the same. */
    void die(RandomGenerator chance) {
      int kept = made.isEmpty() ? 0 : chance.nextInt(made.size() + 1);
      predictions.addAll(made.subList(0, kept));
      lost += made.size() - kept;
      made.clear();
      told.clear();
    }
  }

  long acknowledged() {
    return acknowledged.size();
  }

  long acknowledgedLabels() {
    return acknowledgedLabels.size();
  }

  long lost() {
    return lost;
  }

  List<LoggedPrediction> predictions() {
    return Collections.unmodifiableList(predictions);
  }

  /** Reads the log as monitoring does, in another order, and looks for what was acknowledged. */
  void check(Broken broken, long seed) {
    Map<PredictionId, LabelledPrediction> joined = new TreeMap<>();
    Map<PredictionId, LoggedPrediction> there = new TreeMap<>();
    LabelJoin join =
        new LabelJoin(
            JoinLimits.DEFAULTS, labelled -> joined.put(labelled.prediction().id(), labelled));
    List<Runnable> records = new ArrayList<>();
    for (LoggedPrediction prediction : predictions) {
      there.put(prediction.id(), prediction);
      records.add(() -> join.prediction(prediction));
    }
    labels.forEach(label -> records.add(() -> join.label(label)));
    Collections.shuffle(records, new Random(seed));
    records.forEach(Runnable::run);
    acknowledged.forEach(
        (id, prediction) ->
            broken.unless(
                () -> prediction.equals(there.get(id)),
                "an acknowledged prediction is lost: " + id));
    acknowledgedLabels.forEach(
        (id, label) -> {
          LabelledPrediction found = joined.get(id);
          broken.unless(
              () -> found != null || !there.containsKey(id),
              "an acknowledged label is lost: " + id);
          broken.unless(
              () -> found == null || found.label().value().equals(label.value()),
              "a label became another: " + id);
        });
    broken.unless(
        () -> join.counts().predictions() == there.size(), "predictions are counted twice or not");
  }
}
