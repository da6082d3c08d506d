package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelBytesTest {
  private static final List<LearnedModel> MODELS =
      List.of(
          RandomTrees.grow(new SplittableRandom(1), 12, 4, 3, 5).ensemble,
          RandomTrees.grow(new SplittableRandom(2), 2, 1, 1, 30).ensemble,
          new TreeEnsembleBuilder(0, 1f).build(),
          decisions(DecisionTrees.Rounding.FLOAT, 1),
          decisions(DecisionTrees.Rounding.DOUBLE, 3),
          LinearModel.of(3, new double[] {1, -0.0}, new double[] {1, 2, 3, 4, 5, 6e-320}),
          LinearModel.of(2, new double[] {1}, new double[] {2, 3}, new double[] {4, -0.0}),
          LinearModel.of(0, new double[] {1}, new double[0]),
          ConstantModel.of(5, 0.1, Double.MAX_VALUE));

  private static DecisionTrees decisions(DecisionTrees.Rounding rounding, int averaged) {
    List<Split> splits =
        Arrays.asList(
            Split.category(2, SplitKind.CATEGORY, Split.Side.RIGHT, CategorySet.of(7, 0, 41)),
            Split.number(0, SplitKind.NUMBER_OR_ZERO_MISSING, Split.Side.LEFT, 0.5f),
            null,
            null,
            null);
    DecisionTree tree =
        DecisionTree.of(
            new int[] {1, 3, -1, -1, -1},
            new int[] {2, 4, 0, 0, 0},
            splits,
            new double[] {0, 0, 0.1, -0.0, 1e300});
    return DecisionTrees.of(
        3,
        new double[] {0.25, -1},
        rounding,
        averaged,
        List.of(tree, DecisionTree.leaf(2), tree),
        new int[] {0, 1, 1});
  }

  @Test
  void whatIsDecodedEncodesToTheSameBytes() {
    for (LearnedModel model : MODELS) {
      byte[] bytes = ModelBytes.encode(model);
      LearnedModel back = ModelBytes.decode(bytes);
      assertThat(back.getClass()).isEqualTo(model.getClass());
      assertThat(back.width()).isEqualTo(model.width());
      assertThat(back.outputs()).isEqualTo(model.outputs());
      assertThat(ModelBytes.encode(back)).isEqualTo(bytes);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    for (LearnedModel model : MODELS) {
      byte[] bytes = ModelBytes.encode(model);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> ModelBytes.decode(cut)).isInstanceOf(MillraceException.class);
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      assertThatThrownBy(() -> ModelBytes.decode(longer)).isInstanceOf(MillraceException.class);
    }
  }

  @Test
  void damagedBytesAreRefusedOrTheFormOfAnotherModel() {
    SplittableRandom random = new SplittableRandom(99);
    for (int round = 0; round < 30_000; round++) {
      byte[] bytes = ModelBytes.encode(MODELS.get(random.nextInt(MODELS.size())));
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(Math.min(bytes.length, 400))] = (byte) random.nextInt(256);
      }
      try {
        assertThat(ModelBytes.encode(ModelBytes.decode(bytes))).isEqualTo(bytes);
      } catch (MillraceException e) {
        assertThat(e.code()).isIn(ErrorCode.SCORER_CORRUPT, ErrorCode.SCORER_INVALID);
      }
    }
  }
}
