package dev.millrace.core.evaluate;

import dev.millrace.core.prepare.Label;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.StateCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores labelled rows with some scorers at once and keeps, in cut order, what evaluation needs:
 * outputs, labels, row hashes and the slices' values. Merging appends.
 */
public final class ScoreCollector implements Collector<ScoredBlocks> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<byte[]> packages;
  private final Label label;
  private final ArrayList<String> slices;
  private transient volatile @Nullable List<Scorer> scorers;

  /**
   * @param packages scorer packages, in the order of the results
   * @param slices columns whose values are kept for slicing
   */
  public ScoreCollector(List<byte[]> packages, Label label, List<String> slices) {
    this.packages = new ArrayList<>(packages);
    this.label = label;
    this.slices = new ArrayList<>(slices);
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.orderFixed(0, 16L << 30).atBound(CollectorLaw.AtBound.REFUSE);
  }

  @Override
  public ScoredBlocks fresh() {
    return new ScoredBlocks(packages.size(), slices.size());
  }

  @Override
  public void add(ScoredBlocks state, RowBatch rows) {
    float[] labels = label.read(rows, rows.values().fields());
    long[] hashes = new long[rows.rows()];
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] = rows.ids().hashAt(row);
    }
    List<double[]> outputs =
        scorers().stream()
            .map(scorer -> outputs(scorer.score(rows.values()), label.task(), label.width()))
            .toList();
    List<String[]> values =
        slices.stream().map(slice -> SliceValues.of(rows.values(), slice)).toList();
    state.add(outputs, labels, hashes, values);
  }

  /** Outputs as {@link ScoredRows} keeps them. */
  public static double[] outputs(Scores scores, Task task, int classes) {
    int width = task == Task.MULTICLASS ? classes : 1;
    double[] outputs = new double[scores.rows() * width];
    for (int row = 0; row < scores.rows(); row++) {
      for (int output = 0; output < width; output++) {
        outputs[row * width + output] = scores.score(row, output);
      }
    }
    return outputs;
  }

  private List<Scorer> scorers() {
    List<Scorer> loaded = scorers;
    if (loaded == null) {
      loaded = packages.stream().map(bytes -> ScorerPackage.read(bytes).scorer()).toList();
      scorers = loaded;
    }
    return loaded;
  }

  @Override
  public ScoredBlocks merge(ScoredBlocks left, ScoredBlocks right) {
    left.addAll(right);
    return left;
  }

  @Override
  public StateCodec<ScoredBlocks> codec() {
    return new ScoredBlocksCodec();
  }
}
