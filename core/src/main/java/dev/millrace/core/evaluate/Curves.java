package dev.millrace.core.evaluate;

import dev.millrace.core.chart.Mark.Point;
import java.util.ArrayList;
import java.util.List;

/** Points of the pictures people want of a two-class scorer; at most a few hundred each. */
final class Curves {
  private static final int MOST = 200;

  private Curves() {}

  /** False positive rate across, true positive rate up, from (0, 0) to (1, 1). */
  static List<Point> roc(RankedBinary ranked) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0));
    walk(
        ranked,
        (positives, negatives, allPositives, allNegatives) ->
            points.add(new Point(negatives / allNegatives, positives / allPositives)));
    return thin(points);
  }

  /** Recall across, precision up. */
  static List<Point> precisionRecall(RankedBinary ranked) {
    List<Point> points = new ArrayList<>();
    walk(
        ranked,
        (positives, negatives, allPositives, allNegatives) ->
            points.add(new Point(positives / allPositives, positives / (positives + negatives))));
    return thin(points);
  }

  /**
   * Mean score across, share of positives up, over ten groups of equal size by score; groups never
   * part rows of equal score.
   */
  static List<Point> calibration(RankedBinary ranked) {
    List<Point> points = new ArrayList<>();
    int rows = ranked.rows();
    int from = 0;
    for (int group = 1; group <= 10 && from < rows; group++) {
      int to = Math.max(from + 1, (int) ((long) rows * group / 10));
      while (to < rows && ranked.scoreAt(to) == ranked.scoreAt(to - 1)) {
        to++;
      }
      double scores = 0;
      double positives = 0;
      for (int i = from; i < to; i++) {
        scores += ranked.scoreAt(i);
        positives += ranked.positiveAt(i) ? 1 : 0;
      }
      points.add(0, new Point(scores / (to - from), positives / (to - from)));
      from = to;
    }
    return points;
  }

  /** Told at the end of each group of equal scores. */
  private interface Visitor {
    void at(double positives, double negatives, double allPositives, double allNegatives);
  }

  private static void walk(RankedBinary ranked, Visitor visitor) {
    double allPositives = 0;
    for (int i = 0; i < ranked.rows(); i++) {
      allPositives += ranked.positiveAt(i) ? 1 : 0;
    }
    double allNegatives = ranked.rows() - allPositives;
    double positives = 0;
    double negatives = 0;
    for (int i = 0; i < ranked.rows(); i++) {
      positives += ranked.positiveAt(i) ? 1 : 0;
      negatives += ranked.positiveAt(i) ? 0 : 1;
      if (i + 1 == ranked.rows() || ranked.scoreAt(i + 1) != ranked.scoreAt(i)) {
        visitor.at(positives, negatives, allPositives, allNegatives);
      }
    }
  }

  private static List<Point> thin(List<Point> points) {
    if (points.size() <= MOST) {
      return points;
    }
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      kept.add(points.get((int) ((long) i * (points.size() - 1) / (MOST - 1))));
    }
    return kept;
  }
}
