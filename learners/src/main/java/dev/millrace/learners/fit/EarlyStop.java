package dev.millrace.learners.fit;

/** Decides when more rounds no longer help. Not thread-safe. */
public final class EarlyStop {
  private final int patience;
  private int rounds;
  private int bestRounds;
  private double bestLoss = Double.POSITIVE_INFINITY;

  /**
   * Starts before the first round.
   *
   * @param patience rounds without a smaller loss that are borne; 0 keeps every round
   */
  public EarlyStop(int patience) {
    this.patience = patience;
  }

  /** Takes the loss after one more round; true when it was the last. */
  public boolean stopsAfter(double loss) {
    rounds++;
    if (patience == 0 || loss < bestLoss) {
      bestRounds = rounds;
      bestLoss = loss;
    }
    return rounds - bestRounds >= patience && patience > 0;
  }

  /** Rounds worth keeping. */
  public int bestRounds() {
    return bestRounds;
  }
}
