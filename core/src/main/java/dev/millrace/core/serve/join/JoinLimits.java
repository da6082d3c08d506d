package dev.millrace.core.serve.join;

/**
 * How much a join may hold; beyond it, the oldest goes.
 *
 * @param predictions with or without a label, and labels of ids nobody has predicted yet
 * @param keys callers' keys with labels or predictions
 */
public record JoinLimits(int predictions, int keys) {
  public static final JoinLimits DEFAULTS = new JoinLimits(1_000_000, 1_000_000);

  public JoinLimits {
    if (predictions < 1 || keys < 1) {
      throw new IllegalArgumentException("a join holds at least one prediction and one key");
    }
  }
}
