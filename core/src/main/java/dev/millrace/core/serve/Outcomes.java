package dev.millrace.core.serve;

import dev.millrace.core.serve.join.LabelledPrediction;
import dev.millrace.core.serve.log.ServedVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became true of the answers of each version in the newest epochs. Counted from the log and so
 * again when a server starts again. Thread-safe.
 */
public final class Outcomes {
  private static final int MOST_EPOCHS = 64;
  private static final int MOST_LABELS = 100;

  private final TreeMap<Epoch, Map<Integer, Counts>> epochs = new TreeMap<>();

  private record Epoch(String model, long number) implements Comparable<Epoch> {
    @Override
    public int compareTo(Epoch other) {
      int byNumber = Long.compare(number, other.number);
      return byNumber == 0 ? model.compareTo(other.model) : byNumber;
    }
  }

  private static final class Counts {
    private long rows;
    private long right;
    private final Map<String, Long> labels = new HashMap<>();

    void add(String label, Optional<String> decision, int change) {
      rows += change;
      if (decision.isPresent() && decision.get().equals(label)) {
        right += change;
      }
      if (labels.containsKey(label) || labels.size() < MOST_LABELS) {
        labels.merge(label, (long) change, Long::sum);
      }
    }
  }

  /** Rows whose truth is known, and those that are a success. */
  public record Count(long labelled, long successes) {}

  /** Forgets everything, to be told it again. */
  public synchronized void clear() {
    epochs.clear();
  }

  /** Takes note of what became true; what was thought before is taken back. */
  public synchronized void add(LabelledPrediction labelled) {
    ServedVersion served = labelled.prediction().served();
    Map<Integer, Counts> versions =
        epochs.computeIfAbsent(
            new Epoch(served.model().value(), served.epoch()), any -> new HashMap<>());
    Counts counts = versions.computeIfAbsent(served.version(), any -> new Counts());
    Optional<String> decision = labelled.prediction().decision();
    labelled.replaced().ifPresent(old -> counts.add(old.value(), decision, -1));
    counts.add(labelled.label().value(), decision, 1);
    while (epochs.size() > MOST_EPOCHS) {
      epochs.pollFirstEntry();
    }
  }

  /**
   * The answers of a version in an epoch.
   *
   * @param wanted the label that is a success; empty when a right decision is
   */
  synchronized Count count(String model, long epoch, int version, Optional<String> wanted) {
    Map<Integer, Counts> versions = epochs.get(new Epoch(model, epoch));
    Counts counts = versions == null ? null : versions.get(version);
    if (counts == null) {
      return new Count(0, 0);
    }
    long successes = wanted.isEmpty() ? counts.right : counts.labels.getOrDefault(wanted.get(), 0L);
    return new Count(counts.rows, successes);
  }
}
