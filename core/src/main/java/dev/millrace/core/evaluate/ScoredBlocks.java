package dev.millrace.core.evaluate;

import dev.millrace.core.prepare.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scored rows block by block: the state of {@link ScoreCollector}. Not thread-safe. */
public final class ScoredBlocks {
  private static final int MOST_SLICES = 100;

  /** One batch: outputs by scorer, labels, hashes, slice values by slice. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Block(List<double[]> outputs, float[] labels, long[] hashes, List<String[]> values) {}

  final int scorers;
  final int slices;
  final List<Block> blocks = new ArrayList<>();
  private long rows;

  ScoredBlocks(int scorers, int slices) {
    this.scorers = scorers;
    this.slices = slices;
  }

  void add(List<double[]> outputs, float[] labels, long[] hashes, List<String[]> values) {
    blocks.add(new Block(List.copyOf(outputs), labels, hashes, List.copyOf(values)));
    rows += labels.length;
  }

  void addAll(ScoredBlocks other) {
    blocks.addAll(other.blocks);
    rows += other.rows;
  }

  public int rows() {
    return Math.toIntExact(rows);
  }

  /** All rows with what one scorer said. */
  public ScoredRows scored(int scorer, Label label) {
    int width = blocks.isEmpty() ? 1 : outputWidth(blocks.get(0), scorer);
    double[] outputs = new double[Math.multiplyExact(rows(), width)];
    float[] labels = new float[rows()];
    long[] hashes = new long[rows()];
    int at = 0;
    for (Block block : blocks) {
      int length = block.labels().length;
      System.arraycopy(block.outputs().get(scorer), 0, outputs, at * width, length * width);
      System.arraycopy(block.labels(), 0, labels, at, length);
      System.arraycopy(block.hashes(), 0, hashes, at, length);
      at += length;
    }
    return new ScoredRows(label.task(), label.width(), outputs, labels, hashes);
  }

  private static int outputWidth(Block block, int scorer) {
    return block.labels().length == 0
        ? 1
        : block.outputs().get(scorer).length / block.labels().length;
  }

  /**
   * Slices by one column: the values with most rows, at most 100 of them.
   *
   * @param by name of the column
   * @param least slices with fewer rows are left out
   */
  public List<Slice> slices(int slice, String by, int least) {
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (Block block : blocks) {
      for (String value : block.values().get(slice)) {
        counts.computeIfAbsent(value, v -> new int[1])[0]++;
      }
    }
    List<String> kept =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue()[0] >= least)
            .sorted(
                Comparator.comparingInt((Map.Entry<String, int[]> entry) -> -entry.getValue()[0])
                    .thenComparing(Map.Entry::getKey))
            .limit(MOST_SLICES)
            .map(Map.Entry::getKey)
            .toList();
    Map<String, int[]> positions = new LinkedHashMap<>();
    kept.forEach(value -> positions.put(value, new int[counts.getOrDefault(value, new int[1])[0]]));
    Map<String, int[]> filled = new LinkedHashMap<>();
    kept.forEach(value -> filled.put(value, new int[1]));
    int row = 0;
    for (Block block : blocks) {
      for (String value : block.values().get(slice)) {
        int[] into = positions.get(value);
        int[] next = filled.get(value);
        if (into != null && next != null) {
          into[next[0]++] = row;
        }
        row++;
      }
    }
    return positions.entrySet().stream()
        .map(
            entry ->
                new Slice(
                    by, entry.getKey(), Arrays.copyOf(entry.getValue(), entry.getValue().length)))
        .toList();
  }
}
