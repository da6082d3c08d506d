package dev.millrace.core.serve.join;

import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LoggedLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every label there is, by what it belongs to; memory grows with the labels. */
public final class LabelBook {
  private final Map<LabelTarget, LabelHistory> histories = new HashMap<>();

  public void add(LoggedLabel label) {
    histories.computeIfAbsent(label.target(), any -> new LabelHistory()).add(label);
  }

  /** The label that holds for a case that has these targets: the latest of all. */
  public Optional<LoggedLabel> find(List<LabelTarget> targets) {
    List<LoggedLabel> found = new ArrayList<>();
    for (LabelTarget target : targets) {
      LabelHistory history = histories.get(target);
      if (history != null) {
        history.current().ifPresent(found::add);
      }
    }
    return found.stream().max(LabelHistory.LATER);
  }

  public int targets() {
    return histories.size();
  }
}
