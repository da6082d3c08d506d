package dev.millrace.spi.store;

import java.util.Comparator;
import java.util.List;

/** What every store decides alike about labels. */
public final class LabelRules {
  /** The order of lists. */
  public static final Comparator<ModelLabel> ORDER =
      Comparator.comparingInt(ModelLabel::version)
          .thenComparing(ModelLabel::kind)
          .thenComparing(ModelLabel::name);

  private LabelRules() {}

  /**
   * Whether a wish changes anything: CONFLICT when there is nothing to remove or no room.
   *
   * @param present all labels of the model and its versions
   */
  public static boolean changes(LabelChange wish, List<ModelLabel> present) {
    boolean there = present.stream().anyMatch(wish::replaces);
    if (wish.action() == LabelChange.Action.REMOVE) {
      if (!there) {
        throw StoreProblems.noLabel(wish.label());
      }
      return true;
    }
    if (present.contains(wish.label())) {
      return false;
    }
    long beside =
        present.stream()
            .filter(label -> label.version() == wish.label().version())
            .filter(label -> !wish.replaces(label))
            .count();
    if (beside >= ModelLabel.MOST) {
      throw StoreProblems.labelsFull(wish.label());
    }
    return true;
  }
}
