package dev.millrace.core.serve.join;

import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.PredictionId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings predictions and labels together, in whatever order they come and however often: the same
 * records in another order end in the same labels. One thread.
 */
public final class LabelJoin {
  /** All that is known of one prediction. */
  private static final class Case {
    private final LabelHistory labels = new LabelHistory();
    private @Nullable LoggedPrediction prediction;
    private @Nullable LoggedLabel told;
  }

  /** All that is known of one key. */
  private static final class Keyed {
    private final LabelHistory labels = new LabelHistory();
    private final Set<PredictionId> predictions = new LinkedHashSet<>();
  }

  private final JoinLimits limits;
  private final Consumer<LabelledPrediction> sink;
  private final TreeMap<PredictionId, Case> cases = new TreeMap<>();
  private final Map<LabelTarget.OfKey, Keyed> keys = new LinkedHashMap<>();
  private long predictions;
  private long repeatedPredictions;
  private long labels;
  private long repeatedLabels;
  private long expired;

  /**
   * A join that has seen nothing.
   *
   * @param sink told whenever the label of a prediction is known or becomes another
   */
  public LabelJoin(JoinLimits limits, Consumer<LabelledPrediction> sink) {
    this.limits = limits;
    this.sink = sink;
  }

  public void prediction(LoggedPrediction prediction) {
    Case found = cases.computeIfAbsent(prediction.id(), any -> new Case());
    if (found.prediction != null) {
      repeatedPredictions++;
      return;
    }
    predictions++;
    found.prediction = prediction;
    prediction.key().filter(key -> !key.isEmpty()).ifPresent(key -> bind(found, prediction, key));
    tell(found);
    expire();
  }

  private void bind(Case found, LoggedPrediction prediction, String key) {
    Keyed keyed = keyed(new LabelTarget.OfKey(prediction.served().model(), key));
    keyed.predictions.add(prediction.id());
    for (LoggedLabel label : keyed.labels.labels()) {
      found.labels.add(label);
    }
  }

  public void label(LoggedLabel label) {
    labels++;
    boolean isNew;
    switch (label.target()) {
      case LabelTarget.OfPrediction target -> {
        Case found = cases.computeIfAbsent(target.id(), any -> new Case());
        isNew = found.labels.add(label);
        tell(found);
      }
      case LabelTarget.OfKey target -> {
        Keyed keyed = keyed(target);
        isNew = keyed.labels.add(label);
        for (PredictionId id : keyed.predictions) {
          Case found = cases.get(id);
          if (found != null) {
            found.labels.add(label);
            tell(found);
          }
        }
      }
    }
    repeatedLabels += isNew ? 0 : 1;
    expire();
  }

  /** Every label a prediction has got, one for each value, the one that holds last. */
  public Collection<LoggedLabel> labelsOf(PredictionId id) {
    Case found = cases.get(id);
    return found == null ? List.of() : found.labels.labels();
  }

  /** Predictions with the label that holds, in the order of their ids. */
  public List<LabelledPrediction> labelled() {
    return cases.values().stream()
        .flatMap(
            found ->
                found.prediction == null || found.told == null
                    ? java.util.stream.Stream.empty()
                    : java.util.stream.Stream.of(
                        new LabelledPrediction(found.prediction, found.told, Optional.empty())))
        .toList();
  }

  public JoinCounts counts() {
    long labelled = 0;
    long conflicting = 0;
    long unknown = 0;
    for (Case found : cases.values()) {
      labelled += found.told != null ? 1 : 0;
      conflicting += found.prediction != null && found.labels.isConflicting() ? 1 : 0;
      unknown += found.prediction == null ? 1 : 0;
    }
    for (Keyed keyed : keys.values()) {
      unknown += keyed.predictions.isEmpty() && !keyed.labels.isEmpty() ? 1 : 0;
    }
    return new JoinCounts(
        predictions,
        repeatedPredictions,
        labels,
        repeatedLabels,
        labelled,
        conflicting,
        unknown,
        expired);
  }

  private Keyed keyed(LabelTarget.OfKey key) {
    return keys.computeIfAbsent(key, any -> new Keyed());
  }

  private void tell(Case found) {
    Optional<LoggedLabel> now = found.labels.current();
    if (found.prediction == null || now.isEmpty()) {
      return;
    }
    LoggedLabel before = found.told;
    found.told = now.get();
    if (before == null || !before.value().equals(now.get().value())) {
      sink.accept(new LabelledPrediction(found.prediction, now.get(), Optional.ofNullable(before)));
    }
  }

  private void expire() {
    while (cases.size() > limits.predictions()) {
      Map.Entry<PredictionId, Case> oldest = cases.pollFirstEntry();
      LoggedPrediction gone = oldest == null ? null : oldest.getValue().prediction;
      if (gone != null && gone.key().isPresent() && !gone.key().get().isEmpty()) {
        LabelTarget.OfKey key = new LabelTarget.OfKey(gone.served().model(), gone.key().get());
        Keyed keyed = keys.get(key);
        if (keyed != null) {
          keyed.predictions.remove(gone.id());
        }
      }
      expired++;
    }
    while (keys.size() > limits.keys()) {
      keys.remove(keys.keySet().iterator().next());
      expired++;
    }
  }
}
