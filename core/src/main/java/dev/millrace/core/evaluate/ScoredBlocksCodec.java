package dev.millrace.core.evaluate;

import dev.millrace.spi.scan.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Byte form of scored rows; how they were cut into batches does not show in it. */
final class ScoredBlocksCodec implements StateCodec<ScoredBlocks> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(ScoredBlocks state, DataOutput out) throws IOException {
    out.writeInt(state.scorers);
    out.writeInt(state.slices);
    out.writeInt(state.rows());
    int width = 1;
    for (ScoredBlocks.Block block : state.blocks) {
      if (block.labels().length > 0) {
        width = block.outputs().get(0).length / block.labels().length;
      }
    }
    out.writeInt(width);
    for (ScoredBlocks.Block block : state.blocks) {
      for (int row = 0; row < block.labels().length; row++) {
        for (double[] outputs : block.outputs()) {
          for (int output = 0; output < width; output++) {
            out.writeDouble(outputs[row * width + output]);
          }
        }
        out.writeFloat(block.labels()[row]);
        out.writeLong(block.hashes()[row]);
        for (String[] values : block.values()) {
          out.writeUTF(values[row]);
        }
      }
    }
  }

  @Override
  public ScoredBlocks read(DataInput in) throws IOException {
    ScoredBlocks state = new ScoredBlocks(in.readInt(), in.readInt());
    int rows = in.readInt();
    int width = in.readInt();
    List<double[]> outputs = new ArrayList<>();
    List<String[]> values = new ArrayList<>();
    for (int scorer = 0; scorer < state.scorers; scorer++) {
      outputs.add(new double[rows * width]);
    }
    for (int slice = 0; slice < state.slices; slice++) {
      values.add(new String[rows]);
    }
    float[] labels = new float[rows];
    long[] hashes = new long[rows];
    for (int row = 0; row < rows; row++) {
      for (double[] scorer : outputs) {
        for (int output = 0; output < width; output++) {
          scorer[row * width + output] = in.readDouble();
        }
      }
      labels[row] = in.readFloat();
      hashes[row] = in.readLong();
      for (String[] slice : values) {
        slice[row] = in.readUTF();
      }
    }
    state.add(outputs, labels, hashes, values);
    return state;
  }
}
