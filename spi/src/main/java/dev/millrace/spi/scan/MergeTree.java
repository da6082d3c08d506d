package dev.millrace.spi.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges the states of parts along one tree that depends on the number of parts alone: neighbours
 * pairwise, then pairs of pairs, and what is left over from right to left. Offered in part order,
 * it holds at most one state per level. Not thread-safe.
 */
public final class MergeTree<S> {
  private final Collector<S> collector;
  private final List<@Nullable S> levels = new ArrayList<>();

  public MergeTree(Collector<S> collector) {
    this.collector = collector;
  }

  /** Adds the state of the next part in order. */
  public void offer(S state) {
    S carried = state;
    int level = 0;
    while (level < levels.size()) {
      S waiting = levels.get(level);
      if (waiting == null) {
        break;
      }
      carried = collector.merge(waiting, carried);
      levels.set(level, null);
      level++;
    }
    if (level == levels.size()) {
      levels.add(carried);
    } else {
      levels.set(level, carried);
    }
  }

  /** State of everything offered; the fresh state when nothing was. */
  public S result() {
    @Nullable S merged = null;
    for (S state : levels) {
      if (state != null) {
        merged = merged == null ? state : collector.merge(state, merged);
      }
    }
    return merged == null ? collector.fresh() : merged;
  }
}
