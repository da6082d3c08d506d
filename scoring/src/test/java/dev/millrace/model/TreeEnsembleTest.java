package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeatureMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreeEnsembleTest {

  @Test
  void marginsAreThoseOfTheNaiveWalkBitForBit() {
    SplittableRandom random = new SplittableRandom(20_260_101);
    for (int round = 0; round < 120; round++) {
      int outputs = 1 + random.nextInt(4);
      RandomTrees trees =
          RandomTrees.grow(
              random, 1 + random.nextInt(40), 1 + random.nextInt(9), outputs, random.nextInt(8));
      float[] values = trees.rows(random, 1 + random.nextInt(150));
      assertSameBits(margins(trees.ensemble, values), trees.naiveMargins(values));
    }
  }

  @Test
  void deepTreesAmongShallowOnesGiveTheSameBits() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 12; round++) {
      RandomTrees trees = RandomTrees.grow(random, 25, 5, 1 + round % 3, 60);
      float[] values = trees.rows(random, 70);
      assertSameBits(margins(trees.ensemble, values), trees.naiveMargins(values));
    }
  }

  @Test
  void aRowsMarginsDoNotDependOnTheRowsBesideIt() {
    SplittableRandom random = new SplittableRandom(3);
    RandomTrees trees = RandomTrees.grow(random, 60, 6, 3, 7);
    float[] values = trees.rows(random, 200);
    double[] together = margins(trees.ensemble, values);
    for (int size : new int[] {1, 2, 3, 63, 64, 65, 129}) {
      double[] apart = new double[together.length];
      for (int row = 0; row < 200; row += size) {
        int end = Math.min(200, row + size);
        double[] some = margins(trees.ensemble, Arrays.copyOfRange(values, row * 6, end * 6));
        System.arraycopy(some, 0, apart, row * 3, some.length);
      }
      assertSameBits(apart, together);
    }
  }

  @Test
  void manyMoreTreesThanACacheHoldsGiveTheSameBits() {
    SplittableRandom random = new SplittableRandom(5);
    RandomTrees trees = RandomTrees.grow(random, 1500, 12, 2, 8);
    float[] values = trees.rows(random, 100);
    assertSameBits(margins(trees.ensemble, values), trees.naiveMargins(values));
  }

  @Test
  void wideRowsOnlyPayForTheFeaturesSplitsLookAt() {
    SplittableRandom random = new SplittableRandom(6);
    RandomTrees trees = RandomTrees.grow(random, 400, 3000, 1, 6);
    float[] values = trees.rows(random, 3);
    assertSameBits(margins(trees.ensemble, values), trees.naiveMargins(values));
  }

  @Test
  void moreFeaturesThanAGroupOfTreesCanNameGiveTheSameBits() {
    SplittableRandom random = new SplittableRandom(17);
    RandomTrees trees = RandomTrees.grow(random, 6000, 250_000, 1, 9);
    assertThat(Arrays.stream(trees.trees).flatMapToInt(t -> Arrays.stream(t.feature)).distinct())
        .hasSizeGreaterThan(EightTrees.MOST_SLOTS);
    float[] values = trees.rows(random, 2);
    assertSameBits(margins(trees.ensemble, values), trees.naiveMargins(values));
  }

  @Test
  void aValueEqualToTheThresholdGoesRightAndMissingToItsSide() {
    TreeNodes missingLeft = stump(1.5f, MissingSide.LEFT);
    TreeNodes missingRight = stump(1.5f, MissingSide.RIGHT);
    float[] rows = {1.5f, Math.nextDown(1.5f), Float.NaN};
    assertThat(margins(new TreeEnsembleBuilder(1, 0f).add(missingLeft, 0).build(), rows))
        .containsExactly(2, 1, 1);
    assertThat(margins(new TreeEnsembleBuilder(1, 0f).add(missingRight, 0).build(), rows))
        .containsExactly(2, 1, 2);
  }

  @Test
  void missingKeepsItsSideBesideInfiniteThresholds() {
    for (float threshold : new float[] {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
      float[] missing = {Float.NaN};
      TreeNodes left = stump(threshold, MissingSide.LEFT);
      TreeNodes right = stump(threshold, MissingSide.RIGHT);
      assertThat(margins(new TreeEnsembleBuilder(1, 0f).add(left, 0).build(), missing))
          .containsExactly(1);
      assertThat(margins(new TreeEnsembleBuilder(1, 0f).add(right, 0).build(), missing))
          .containsExactly(2);
    }
  }

  @Test
  void withoutTreesTheMarginsAreTheBase() {
    TreeEnsemble none = new TreeEnsembleBuilder(2, 0.25f, -1f).build();
    assertThat(margins(none, new float[] {1, 2, 3, 4})).containsExactly(0.25, -1, 0.25, -1);
    assertThat(margins(none, new float[0])).isEmpty();
  }

  @Test
  void theSumStartsFromTheBaseAndGoesInTreeOrder() {
    TreeEnsembleBuilder builder = new TreeEnsembleBuilder(0, 1e8f);
    builder.add(TreeNodes.leaf(3f), 0).add(TreeNodes.leaf(3f), 0).add(TreeNodes.leaf(-1e8f), 0);
    float expected = 1e8f + 3f;
    expected += 3f;
    expected += -1e8f;
    assertThat(expected).isNotEqualTo(6f);
    assertThat(oneRowOfNothing(builder.build())).isEqualTo(expected);
  }

  @Test
  void theFirstTreesAloneAreAnEnsembleOfTheirOwn() {
    TreeEnsembleBuilder builder = new TreeEnsembleBuilder(0, 1f);
    builder.add(TreeNodes.leaf(2f), 0).add(TreeNodes.leaf(4f), 0);
    assertThat(oneRowOfNothing(builder.build().first(1))).isEqualTo(3);
    assertThat(oneRowOfNothing(builder.build().first(0).withBase(9f))).isEqualTo(9);
  }

  @Test
  void partsThatDoNotFitTogetherAreRefused() {
    TreeNodes looksAtThree =
        TreeNodes.of(
            new int[] {1, -1, -1},
            new int[] {2, 0, 0},
            new int[] {3, 0, 0},
            new float[3],
            new boolean[3],
            4);
    assertThatThrownBy(() -> new TreeEnsembleBuilder(3, 0f).add(looksAtThree, 0).build())
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("tree 0 looks at a feature that is not there");
    assertThatThrownBy(() -> new TreeEnsembleBuilder(4, 0f).add(looksAtThree, 1).build())
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("output");
    assertThatThrownBy(() -> new TreeEnsembleBuilder(4).build())
        .isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> new TreeEnsembleBuilder(4, Float.NaN).build())
        .isInstanceOf(MillraceException.class);
  }

  private enum MissingSide {
    LEFT,
    RIGHT
  }

  private static TreeNodes stump(float threshold, MissingSide side) {
    return TreeNodes.of(
        new int[] {1, -1, -1},
        new int[] {2, 0, 0},
        new int[3],
        new float[] {threshold, 1, 2},
        new boolean[] {side == MissingSide.LEFT, false, false},
        1);
  }

  private static double oneRowOfNothing(TreeEnsemble ensemble) {
    double[] out = new double[1];
    ensemble.margins(new FeatureMatrix(1, 0, new float[0]), out);
    return out[0];
  }

  private static double[] margins(TreeEnsemble ensemble, float[] values) {
    int rows = values.length / ensemble.width();
    double[] out = new double[rows * ensemble.outputs()];
    ensemble.margins(new FeatureMatrix(rows, ensemble.width(), values), out);
    return out;
  }

  private static void assertSameBits(double[] actual, double[] expected) {
    assertThat(bits(actual)).isEqualTo(bits(expected));
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
