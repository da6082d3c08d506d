package dev.millrace.core.serve.join;

import dev.millrace.core.serve.log.LoggedLabel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labels of one case: of each value the latest. The latest of all holds, in whatever order they
 * came.
 */
final class LabelHistory {
  /** By arrival; what arrived together is decided by the event, then by the value. */
  static final Comparator<LoggedLabel> LATER =
      Comparator.comparingLong(LoggedLabel::arrivalMicros)
          .thenComparingLong(LoggedLabel::eventMicros)
          .thenComparing(LoggedLabel::value);

  private final SortedMap<String, LoggedLabel> byValue = new TreeMap<>();

  /** Adds a label; false when it had been there already. */
  boolean add(LoggedLabel label) {
    LoggedLabel before = byValue.get(label.value());
    if (before == null || LATER.compare(label, before) > 0) {
      byValue.put(label.value(), label);
      return true;
    }
    return false;
  }

  /** The label that holds. */
  Optional<LoggedLabel> current() {
    return byValue.values().stream().max(LATER);
  }

  boolean isConflicting() {
    return byValue.size() > 1;
  }

  boolean isEmpty() {
    return byValue.isEmpty();
  }

  Collection<LoggedLabel> labels() {
    List<LoggedLabel> inOrder = new ArrayList<>(byValue.values());
    inOrder.sort(LATER);
    return List.copyOf(inOrder);
  }
}
