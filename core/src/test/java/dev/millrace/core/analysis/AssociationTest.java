package dev.millrace.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The expected numbers were made with scipy 1.17.1 by the functions named beside them. */
final class AssociationTest {
  private static final Offset<Double> CLOSE = within(1e-12);
  private static final double[] X = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
  private static final double[] Y = {2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5};

  /** Three rows of three cells. */
  private static final long[] TABLE = {10, 20, 30, 6, 9, 17, 2, 40, 1};

  @Test
  void correlationsAreThoseOfScipy() {
    // pearsonr, spearmanr
    assertThat(Association.pearson(X, Y)).hasValueCloseTo(0.09979900759721551, CLOSE);
    assertThat(Association.spearman(X, Y)).hasValueCloseTo(0.1415796863640157, CLOSE);
  }

  @Test
  void onlyPairsOfFiniteNumbersCount() {
    double[] one = {3, Double.NaN, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 1};
    double[] two = {2, 99, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5, Double.POSITIVE_INFINITY};
    assertThat(Association.pearson(one, two)).isEqualTo(Association.pearson(X, Y));
    assertThat(Association.spearman(one, two)).isEqualTo(Association.spearman(X, Y));
  }

  @Test
  void whatDoesNotVaryHasNoCorrelation() {
    assertThat(Association.pearson(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isEmpty();
    assertThat(Association.spearman(new double[0], new double[0])).isEmpty();
    assertThat(Association.pearson(new double[] {1, 2, 3}, new double[] {-2, -4, -6}))
        .hasValueCloseTo(-1.0, CLOSE);
  }

  @Test
  void ranksOfEqualValuesAreTheirMean() {
    assertThat(Association.ranks(new double[] {2, 0.0, 7, -0.0, 2, 2}))
        .containsExactly(4, 1.5, 6, 1.5, 4, 4);
  }

  @Test
  void tablesAreMeasuredAsInScipy() {
    // contingency.association(method='cramer', correction=False)
    assertThat(Association.cramersV(TABLE, 3)).hasValueCloseTo(0.40863460464798007, CLOSE);
    // entropy(joint, product of margins)
    assertThat(Association.mutualInformation(TABLE, 3)).hasValueCloseTo(0.19649387959584536, CLOSE);
  }

  @Test
  void emptyRowsAndColumnsOfTablesSayNothing() {
    long[] wider = {10, 20, 0, 30, 0, 0, 0, 0, 6, 9, 0, 17, 2, 40, 0, 1};
    assertThat(Association.cramersV(wider, 4)).hasValueCloseTo(0.40863460464798007, CLOSE);
    assertThat(Association.mutualInformation(wider, 4)).hasValueCloseTo(0.19649387959584536, CLOSE);
    assertThat(Association.cramersV(new long[] {3, 4}, 2)).isEmpty();
    assertThat(Association.mutualInformation(new long[4], 2)).isEmpty();
    assertThat(Association.cramersV(new long[] {5, 0, 0, 7}, 2)).hasValueCloseTo(1.0, CLOSE);
  }

  @Test
  void areaIsTheShareOfPairsInRightOrder() {
    int[] labels = {0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1};
    boolean[] positive = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      positive[i] = labels[i] == 1;
    }
    // mannwhitneyu(x[positive], x[negative]).statistic / (6 * 6)
    assertThat(Association.auc(X, positive)).hasValueCloseTo(0.9444444444444444, CLOSE);
    assertThat(Association.auc(X, new boolean[X.length])).isEmpty();
  }
}
