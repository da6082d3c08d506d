package dev.millrace.core.train;

import dev.millrace.core.prepare.FeatureForm;
import dev.millrace.core.prepare.Label;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Gathers features, labels and hashes of labelled rows in cut order. Merging appends, so that the
 * order of rows is that of the cut under any tree. Refuses when the matrix would outgrow its bound.
 */
public final class MatrixCollector implements Collector<LabelledMatrix> {
  private static final long serialVersionUID = 1L;

  private final FeatureForm form;
  private final Label label;
  private final long mostBytes;

  /**
   * @param mostBytes bound of the features' memory
   */
  public MatrixCollector(FeatureForm form, Label label, long mostBytes) {
    this.form = form;
    this.label = label;
    this.mostBytes = mostBytes;
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.orderFixed(0, mostBytes).atBound(CollectorLaw.AtBound.REFUSE);
  }

  @Override
  public LabelledMatrix fresh() {
    return new LabelledMatrix(form.width());
  }

  @Override
  public void add(LabelledMatrix state, RowBatch rows) {
    requireRoom(state.rows() + rows.rows());
    FeatureMatrix features = form.features(rows);
    float[] labels = label.read(rows, rows.values().fields());
    long[] hashes = new long[rows.rows()];
    for (int row = 0; row < hashes.length; row++) {
      hashes[row] = rows.ids().hashAt(row);
    }
    float[] values = features.values();
    int needed = rows.rows() * form.width();
    state.add(values.length == needed ? values : Arrays.copyOf(values, needed), labels, hashes);
  }

  @Override
  public LabelledMatrix merge(LabelledMatrix left, LabelledMatrix right) {
    requireRoom(left.rows() + right.rows());
    left.addAll(right);
    return left;
  }

  private void requireRoom(long rows) {
    requireRoom(rows, form.width(), mostBytes);
  }

  /** TRAINING_OUT_OF_MEMORY when the features of so many rows take more bytes than that. */
  static void requireRoom(long rows, int width, long mostBytes) {
    long bytes = rows * width * Float.BYTES;
    if (bytes > mostBytes || rows * width > Integer.MAX_VALUE - 8L) {
      throw Problem.of(ErrorCode.TRAINING_OUT_OF_MEMORY, "the training rows do not fit in memory")
          .found(rows + " rows x " + width + " features and more")
          .allowed((mostBytes >> 20) + " MB of features, at most 2,147,483,639 cells")
          .next(
              "Give more under 'train.memory' of the pipeline and 'training.memory' in home.yaml of"
                  + " the home (features take half of it), keep fewer features, or train on fewer"
                  + " rows.")
          .asException();
    }
  }

  @Override
  public StateCodec<LabelledMatrix> codec() {
    return new Codec();
  }

  private static final class Codec implements StateCodec<LabelledMatrix> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(LabelledMatrix state, DataOutput out) throws IOException {
      out.writeInt(state.width);
      out.writeLong(state.rows());
      for (int i = 0; i < state.labels.size(); i++) {
        float[] features = state.features.get(i);
        float[] labels = state.labels.get(i);
        long[] hashes = state.hashes.get(i);
        for (int row = 0; row < labels.length; row++) {
          for (int feature = 0; feature < state.width; feature++) {
            out.writeFloat(features[row * state.width + feature]);
          }
          out.writeFloat(labels[row]);
          out.writeLong(hashes[row]);
        }
      }
    }

    @Override
    public LabelledMatrix read(DataInput in) throws IOException {
      LabelledMatrix state = new LabelledMatrix(in.readInt());
      int rows = Math.toIntExact(in.readLong());
      float[] features = new float[rows * state.width];
      float[] labels = new float[rows];
      long[] hashes = new long[rows];
      for (int row = 0; row < rows; row++) {
        for (int feature = 0; feature < state.width; feature++) {
          features[row * state.width + feature] = in.readFloat();
        }
        labels[row] = in.readFloat();
        hashes[row] = in.readLong();
      }
      state.add(features, labels, hashes);
      return state;
    }
  }
}
