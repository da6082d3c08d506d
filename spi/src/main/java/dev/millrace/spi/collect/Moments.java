package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Mean, variance and skewness of the finite values of a numeric column, as doubles.
 *
 * <p>Values are gathered into blocks of 512 counted from the start of the part, so that batches do
 * not show in the result; a block's moments are formed about its own mean, and blocks and parts are
 * joined by the pairwise formulas of Chan, Golub and LeVeque (1979) and Pébay (2008). No fused
 * multiply-add: the same bits on every machine.
 */
public final class Moments extends ColumnCollector<Moments.State> {
  private static final long serialVersionUID = 1L;
  private static final int BLOCK = 512;

  /** Moments so far. */
  public static final class State {
    private double[] block = new double[BLOCK];
    private int filled;
    private MomentSums sums = MomentSums.NONE;

    private State() {}

    /** Finite values. */
    public long count() {
      return sums.count() + filled;
    }

    /** Mean; empty without values. */
    public OptionalDouble mean() {
      return settled().finite(MomentSums::mean, 1);
    }

    /** Standard deviation of these values as a whole population; empty without values. */
    public OptionalDouble deviation() {
      return settled().finite(MomentSums::deviation, 1);
    }

    /** Sample variance, with one degree of freedom less than values; empty below two. */
    public OptionalDouble sampleVariance() {
      return settled().finite(MomentSums::sampleVariance, 2);
    }

    /** Third standardized moment; empty below two values or without spread. */
    public OptionalDouble skewness() {
      return settled().finite(MomentSums::skewness, 2);
    }

    private MomentSums settled() {
      return sums.plus(MomentSums.ofBlock(block, filled));
    }

    private void add(double value) {
      if (Math.abs(value) <= Double.MAX_VALUE) {
        block[filled++] = value;
        if (filled == BLOCK) {
          sums = settled();
          filled = 0;
        }
      }
    }
  }

  public Moments(ColumnName column) {
    super(column);
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.orderFixed(1e-9, 8 * BLOCK + 128);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  void add(State state, Column values) {
    int rows = values.rows();
    boolean complete = values.missingCount() == 0;
    if (values instanceof DoubleColumn doubles) {
      for (int row = 0; row < rows; row++) {
        if (complete || !doubles.isMissing(row)) {
          state.add(doubles.at(row));
        }
      }
    } else if (values instanceof LongColumn longs && longs.type().isNumeric()) {
      for (int row = 0; row < rows; row++) {
        if (complete || !longs.isMissing(row)) {
          state.add((double) longs.at(row));
        }
      }
    } else if (values instanceof DecimalColumn decimals) {
      for (int row = 0; row < rows; row++) {
        if (!decimals.isMissing(row)) {
          state.add(decimals.doubleAt(row));
        }
      }
    } else {
      throw unreadable(values);
    }
  }

  @Override
  public State merge(State left, State right) {
    left.sums = left.settled().plus(right.settled());
    left.filled = 0;
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    state.sums.write(out);
    out.writeInt(state.filled);
    for (int i = 0; i < state.filled; i++) {
      out.writeDouble(state.block[i]);
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    state.sums = MomentSums.read(in);
    state.filled = in.readInt();
    for (int i = 0; i < state.filled; i++) {
      state.block[i] = in.readDouble();
    }
    return state;
  }
}
