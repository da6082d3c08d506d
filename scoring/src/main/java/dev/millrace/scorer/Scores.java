package dev.millrace.scorer;

import dev.millrace.model.Link;
import dev.millrace.model.OutputMapping;
import java.util.List;

/** What a scorer says of some rows: margins, and scores after the output mapping. Immutable. */
public final class Scores {
  private final OutputMapping output;
  private final int rows;
  private final double[] margins;
  private final double[] values;

  Scores(OutputMapping output, int rows, double[] margins) {
    this.output = output;
    this.rows = rows;
    this.margins = margins;
    this.values = output.scores(margins, rows);
  }

  public int rows() {
    return rows;
  }

  /** Margins and scores per row: one, or one per class with more than two classes. */
  public int outputs() {
    return output.outputs();
  }

  /** The classes in the order of the model; empty for regression. */
  public List<String> labels() {
    return output.labels();
  }

  /** Raw score of a row, before the output mapping. */
  public double margin(int row, int output) {
    return margins[at(row, output)];
  }

  /**
   * Score of a row: the predicted amount; with two classes the probability of the second one; with
   * more the probability of each.
   */
  public double score(int row, int output) {
    return values[at(row, output)];
  }

  /** Probability of a class by its position in {@link #labels}; for classification only. */
  public double probability(int row, int label) {
    if (label < 0 || label >= labels().size()) {
      throw new IndexOutOfBoundsException("class " + label + " of " + labels().size());
    }
    if (output.link() == Link.SOFTMAX) {
      return score(row, label);
    }
    double second = score(row, 0);
    return label == 1 ? second : 1 - second;
  }

  private int at(int row, int position) {
    if (row < 0 || row >= rows || position < 0 || position >= outputs()) {
      throw new IndexOutOfBoundsException(
          "row " + row + " of " + rows + ", output " + position + " of " + outputs());
    }
    return row * outputs() + position;
  }
}
