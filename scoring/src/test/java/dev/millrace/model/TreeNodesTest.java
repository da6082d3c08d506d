package dev.millrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreeNodesTest {

  @Test
  void nodesNoSplitLeadsToAreLeftOut() {
    TreeNodes tree =
        TreeNodes.of(
            new int[] {3, 0, -1, -1},
            new int[] {2, 0, 0, 0},
            new int[] {1, 99, 0, 0},
            new float[] {0.5f, Float.NaN, 7, 8},
            new boolean[] {true, false, false, false},
            2);
    assertThat(tree.size()).isEqualTo(3);
    assertThat(tree.code(0)).isEqualTo(2);
    assertThat(tree.value(1)).isEqualTo(8);
    assertThat(tree.value(2)).isEqualTo(7);
    assertThat(tree.depth()).isEqualTo(1);
  }

  @Test
  void whatIsNoTreeIsRefused() {
    refused(new int[] {0}, new int[] {0}, "child of node 0");
    refused(new int[] {1, 0, -1}, new int[] {2, 2, 0}, "child of node 1");
    refused(new int[] {1, -1}, new int[] {1, 0}, "child of node 0");
    refused(new int[] {1, -1}, new int[] {2, 0}, "child of node 0");
    refused(new int[] {1, -1}, new int[] {-1, 0}, "child of node 0");
    refused(new int[] {}, new int[] {}, "empty");
    refused(new int[] {-1}, new int[] {}, "different lengths");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> TreeNodes.leaf(Float.NaN)).hasMessageContaining("not finite");
    assertThatThrownBy(() -> TreeNodes.leaf(Float.NEGATIVE_INFINITY))
        .hasMessageContaining("not finite");
    assertThatThrownBy(() -> stump(0, Float.NaN)).hasMessageContaining("threshold");
    assertThatThrownBy(() -> stump(-1, 0)).hasMessageContaining("feature");
    assertThatThrownBy(() -> stump(2, 0)).hasMessageContaining("feature");
    assertThatThrownBy(() -> stump(Integer.MAX_VALUE, 0)).hasMessageContaining("feature");
  }

  @Test
  void randomArraysAreATreeOrRefused() {
    SplittableRandom random = new SplittableRandom(11);
    int trees = 0;
    for (int round = 0; round < 20_000; round++) {
      int size = 1 + random.nextInt(6);
      int[] left = random.ints(size, -1, size + 1).toArray();
      int[] right = random.ints(size, -1, size + 1).toArray();
      try {
        TreeNodes tree =
            TreeNodes.of(left, right, new int[size], new float[size], new boolean[size], 1);
        assertThat(tree.size()).isBetween(1, size);
        trees++;
      } catch (MillraceException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.SCORER_INVALID);
      }
    }
    assertThat(trees).isBetween(100, 19_900);
  }

  @Test
  void depthIsTheLongestWay() {
    assertThat(TreeNodes.leaf(1).depth()).isZero();
    SplittableRandom random = new SplittableRandom(2);
    for (int depth = 1; depth < 40; depth++) {
      RandomTrees.PointerTree tree = RandomTrees.PointerTree.grow(random, 1, depth);
      assertThat(tree.nodes(1).depth()).isEqualTo(depth(tree, 0));
    }
  }

  private static int depth(RandomTrees.PointerTree tree, int node) {
    return tree.left[node] < 0
        ? 0
        : 1 + Math.max(depth(tree, tree.left[node]), depth(tree, tree.right[node]));
  }

  private static TreeNodes stump(int feature, float threshold) {
    return TreeNodes.of(
        new int[] {1, -1, -1},
        new int[] {2, -1, -1},
        new int[] {feature, 0, 0},
        new float[] {threshold, 0, 0},
        new boolean[3],
        2);
  }

  private static void refused(int[] left, int[] right, String message) {
    int size = left.length;
    assertThatThrownBy(
            () -> TreeNodes.of(left, right, new int[size], new float[size], new boolean[size], 1))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining(message);
  }
}
