package dev.millrace.spark;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Collects the smallest mixed row hashes, as many as a sample has rows. */
final class SmallestHashes implements Collector<SmallestHashes.Smallest> {
  private static final long serialVersionUID = 1L;

  private final int most;
  private final long seed;

  SmallestHashes(SampleSize size) {
    this.most = size.rows();
    this.seed = size.seed();
  }

  /** Hashes with their sign bit flipped, so that signed order is unsigned order. */
  static final class Smallest {
    private long[] flipped = new long[16];
    private int used;

    private void add(long value, int most) {
      if (used == flipped.length) {
        if (used >= 2L * most) {
          shrink(most);
        } else {
          flipped = Arrays.copyOf(flipped, used * 2);
        }
      }
      flipped[used++] = value;
    }

    private void shrink(int most) {
      Arrays.sort(flipped, 0, used);
      used = Math.min(used, most);
    }

    /** The largest hash that is in; 0 when none is. */
    long largest(int most) {
      shrink(most);
      return used == 0 ? 0 : flipped[used - 1] ^ Long.MIN_VALUE;
    }

    int size() {
      return used;
    }
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(16 + 16L * most);
  }

  @Override
  public Smallest fresh() {
    return new Smallest();
  }

  @Override
  public void add(Smallest state, RowBatch rows) {
    for (int row = 0; row < rows.rows(); row++) {
      state.add(RowHash.mix(rows.ids().hashAt(row), seed) ^ Long.MIN_VALUE, most);
    }
  }

  @Override
  public Smallest merge(Smallest left, Smallest right) {
    for (int i = 0; i < right.used; i++) {
      left.add(right.flipped[i], most);
    }
    return left;
  }

  @Override
  public StateCodec<Smallest> codec() {
    return new Codec(most);
  }

  private record Codec(int most) implements StateCodec<Smallest> {
    @Override
    public void write(Smallest state, DataOutput out) throws IOException {
      state.shrink(most);
      out.writeInt(state.used);
      for (int i = 0; i < state.used; i++) {
        out.writeLong(state.flipped[i]);
      }
    }

    @Override
    public Smallest read(DataInput in) throws IOException {
      Smallest state = new Smallest();
      for (int left = in.readInt(); left > 0; left--) {
        state.add(in.readLong(), most);
      }
      return state;
    }
  }
}
