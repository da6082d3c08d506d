package dev.millrace.core.release;

/**
 * What was seen of the answers of a shadow beside those that were returned.
 *
 * @param compared rows that both scored
 * @param differing rows of these about which they say different things
 * @param distance sum of the distances of their scores, each the largest of a row's
 * @param passed requests of the share that were not scored because the shadow was too slow
 */
public record ShadowTally(long compared, long differing, double distance, long passed) {
  /** Nothing seen. */
  public static final ShadowTally NONE = new ShadowTally(0, 0, 0, 0);

  public ShadowTally {
    if (differing < 0 || compared < differing || passed < 0) {
      throw new IllegalArgumentException(compared + " compared, " + differing + " differing");
    }
  }

  public ShadowTally plus(ShadowTally other) {
    return new ShadowTally(
        compared + other.compared,
        differing + other.differing,
        distance + other.distance,
        passed + other.passed);
  }

  /** Mean distance of the scores; 0 when nothing was compared. */
  public double meanDistance() {
    return compared == 0 ? 0 : distance / compared;
  }
}
