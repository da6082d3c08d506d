package dev.millrace.model;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What the margins of a model mean: the link that turns them into scores, and for classification
 * the classes in the order of the model.
 *
 * @param link how margins become scores
 * @param labels texts of the classes, as the label column spells them; empty for regression. With
 *     two classes the score is the probability of the second, which is the positive one
 * @param calibration applied to probabilities after the link
 */
public record OutputMapping(Link link, List<String> labels, Calibration calibration) {
  public OutputMapping {
    Objects.requireNonNull(link);
    Objects.requireNonNull(calibration);
    labels = List.copyOf(labels);
    if (new HashSet<>(labels).size() != labels.size()) {
      throw Numbers.invalid("a class occurs twice", labels, "distinct labels");
    }
    boolean fits =
        switch (link) {
          case IDENTITY, EXP -> labels.isEmpty();
          case LOGISTIC -> labels.isEmpty() || labels.size() == 2;
          case SOFTMAX -> labels.size() >= 2;
        };
    if (!fits) {
      throw Numbers.invalid(
          "the number of classes does not fit the link " + link.text(),
          labels.size(),
          "none for identity and exp, none or 2 for logistic, 2 or more for softmax");
    }
  }

  /** Scores are predicted amounts. */
  public static OutputMapping regression() {
    return new OutputMapping(Link.IDENTITY, List.of(), Calibration.NONE);
  }

  /** Scores are predicted counts or other positive amounts, learned on a logarithmic scale. */
  public static OutputMapping counts() {
    return new OutputMapping(Link.EXP, List.of(), Calibration.NONE);
  }

  /** Scores are probabilities of the positive class. */
  public static OutputMapping binary(String negative, String positive) {
    return new OutputMapping(Link.LOGISTIC, List.of(negative, positive), Calibration.NONE);
  }

  /** Scores are one probability per class. */
  public static OutputMapping classes(List<String> labels) {
    return new OutputMapping(Link.SOFTMAX, labels, Calibration.NONE);
  }

  /** Margins and scores per row: one per class with softmax, else one. */
  public int outputs() {
    return link == Link.SOFTMAX ? labels.size() : 1;
  }

  /**
   * Turns margins into scores.
   *
   * @param margins {@code rows x outputs}, row-major
   * @return as many scores, in the same order
   */
  public double[] scores(double[] margins, int rows) {
    double[] scores = new double[Math.multiplyExact(rows, outputs())];
    link.apply(margins, rows, outputs(), scores);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = calibration.apply(scores[i]);
    }
    return scores;
  }
}
