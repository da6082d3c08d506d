package dev.millrace.core.analysis;

import dev.millrace.column.ColumnName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the columns of a table go together.
 *
 * @param rows rows on which pairs were measured: all, or those of a sample
 * @param whole true when these are all rows
 * @param columns that were paired, in the order of the table
 * @param left columns that were not, being neither numbers nor values that repeat, or too many
 * @param pairs each pair of columns once
 * @param label figures of single columns against the label, when there is one
 * @param suspects columns that seem to give the label away
 * @param outliers numbers far from the middle, counted over all rows
 * @param duplicates rows that come again, counted over all rows; empty when a column has no order
 */
public record Relations(
    long rows,
    boolean whole,
    List<ColumnName> columns,
    List<ColumnName> left,
    List<Pair> pairs,
    List<AgainstLabel> label,
    List<Suspect> suspects,
    List<Outliers> outliers,
    Optional<DuplicateRows> duplicates) {
  /**
   * Two columns.
   *
   * @param pearson of two numbers
   * @param spearman of two numbers
   * @param cramersV of their groups: values that repeat, or tenths of a number
   * @param mutualInformation of their groups, in nats
   */
  public record Pair(
      ColumnName one,
      ColumnName two,
      OptionalDouble pearson,
      OptionalDouble spearman,
      OptionalDouble cramersV,
      OptionalDouble mutualInformation) {
    public Pair {
      Objects.requireNonNull(one);
      Objects.requireNonNull(two);
    }

    /** The greatest of the absolute correlations and Cramer's V: 0 to 1. */
    public double strength() {
      return Math.max(
          Math.max(Math.abs(pearson.orElse(0)), Math.abs(spearman.orElse(0))),
          pearson.isPresent() ? 0 : cramersV.orElse(0));
    }
  }

  /**
   * A column against the label.
   *
   * @param auc area under the ROC curve of a number, of a label of two classes
   * @param positive the class that the area takes for positive, the rarer one
   * @param mutualInformation with the label, in nats
   * @param told share of the label's entropy that this is, less what chance alone tells (Miller and
   *     Madow's bias of as many groups on as many rows); 0 to 1
   */
  public record AgainstLabel(
      ColumnName column,
      OptionalDouble auc,
      Optional<String> positive,
      OptionalDouble mutualInformation,
      OptionalDouble told) {
    public AgainstLabel {
      Objects.requireNonNull(column);
      Objects.requireNonNull(positive);
    }
  }

  /** A column that seems to give the label away. */
  public record Suspect(String column, String reason) {
    public Suspect {
      Objects.requireNonNull(column);
      Objects.requireNonNull(reason);
    }
  }

  /**
   * Numbers beyond 3.5 modified z-scores.
   *
   * @param below values below {@code low}
   * @param above values above {@code high}
   */
  public record Outliers(ColumnName column, double low, double high, long below, long above) {
    public Outliers {
      Objects.requireNonNull(column);
    }
  }

  public Relations {
    columns = List.copyOf(columns);
    left = List.copyOf(left);
    pairs = List.copyOf(pairs);
    label = List.copyOf(label);
    suspects = List.copyOf(suspects);
    outliers = List.copyOf(outliers);
    Objects.requireNonNull(duplicates);
  }
}
