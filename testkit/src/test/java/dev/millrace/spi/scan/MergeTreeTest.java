package dev.millrace.spi.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.data.RowBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MergeTreeTest {
  /** Writes down how it was merged. */
  private static final class Shape implements Collector<String>, StateCodec<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public CollectorLaw law() {
      return CollectorLaw.orderFixed(0, 1_000);
    }

    @Override
    public String fresh() {
      return "none";
    }

    @Override
    public void add(String state, RowBatch rows) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String merge(String left, String right) {
      return "(" + left + right + ")";
    }

    @Override
    public StateCodec<String> codec() {
      return this;
    }

    @Override
    public void write(String state, DataOutput out) throws IOException {
      out.writeUTF(state);
    }

    @Override
    public String read(DataInput in) throws IOException {
      return in.readUTF();
    }
  }

  private static String merged(int parts) {
    MergeTree<String> tree = new MergeTree<>(new Shape());
    for (int part = 0; part < parts; part++) {
      tree.offer(String.valueOf((char) ('a' + part)));
    }
    return tree.result();
  }

  /**
   * The definition: pairs of neighbours, then pairs of pairs; what is left over, from the right.
   */
  private static String expected(int first, int parts) {
    if (parts == 1) {
      return String.valueOf((char) ('a' + first));
    }
    int left = Integer.highestOneBit(parts - 1);
    return "(" + expected(first, left) + expected(first + left, parts - left) + ")";
  }

  @Test
  void theTreeDependsOnTheNumberOfPartsAlone() {
    assertThat(merged(0)).isEqualTo("none");
    assertThat(merged(1)).isEqualTo("a");
    assertThat(merged(5)).isEqualTo("(((ab)(cd))e)");
    assertThat(merged(7)).isEqualTo("(((ab)(cd))((ef)g))");
    for (int parts = 1; parts <= 26; parts++) {
      assertThat(merged(parts)).isEqualTo(expected(0, parts));
    }
  }
}
