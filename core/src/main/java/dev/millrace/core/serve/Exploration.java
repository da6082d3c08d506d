package dev.millrace.core.serve;

import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.spi.id.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Answers a share of the rows with a decision drawn evenly among all, so that what would have come
 * of other decisions can be learned from the log. Each decision is logged with the probability with
 * which it was made, whether it was drawn or not (inverse propensity scoring: Horvitz and Thompson,
 * Journal of the American Statistical Association 47, 1952).
 *
 * @param share of the rows, 0 to 1
 * @param models of whose rows; none when there is no exploration
 */
public record Exploration(double share, Set<ModelName> models) {
  public static final Exploration NONE = new Exploration(0, Set.of());

  /** Flag of a row whose decision was drawn. */
  static final String DRAWN = "explored";

  /** Before the probability in the log. */
  static final String PROPENSITY = "propensity:";

  public Exploration {
    models = Set.copyOf(models);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is between 0 and 1, got " + share);
    }
  }

  /**
   * What is decided.
   *
   * @param drawn whether each row was drawn, by row
   * @param propensities with which each was decided so, by row; none without exploration
   */
  record Decided(List<Integer> decisions, List<Boolean> drawn, List<Double> propensities) {
    Decided {
      decisions = List.copyOf(decisions);
      drawn = List.copyOf(drawn);
      propensities = List.copyOf(propensities);
    }

    static Decided plainly(List<Integer> decisions) {
      return new Decided(decisions, List.of(), List.of());
    }
  }

  boolean isOf(ModelName model) {
    return share > 0 && models.contains(model);
  }

  /** Draws for some of the rows; the same names always draw the same. */
  Decided draw(List<PredictionId> ids, List<Integer> policy, int classes) {
    List<Integer> decisions = new ArrayList<>(policy.size());
    List<Boolean> drawn = new ArrayList<>(policy.size());
    List<Double> propensities = new ArrayList<>(policy.size());
    for (int row = 0; row < policy.size(); row++) {
      Objects.requireNonNull(ids.get(row));
      long bits = RouteHash.of(DRAWN + ids.get(row).text());
      boolean draws = (bits >>> 11) * 0x1p-53 < share;
      long place = RouteHash.of(PROPENSITY + ids.get(row).text());
      int decision = draws ? (int) Long.remainderUnsigned(place, classes) : policy.get(row);
      decisions.add(decision);
      drawn.add(draws);
      propensities.add(share / classes + (decision == policy.get(row) ? 1 - share : 0));
    }
    return new Decided(decisions, drawn, propensities);
  }
}
