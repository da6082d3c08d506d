package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Kinds of cells of a FLOAT64 or DECIMAL column (as nearest doubles), and the smallest and largest
 * finite value. -0.0 is a zero, and shows as 0.0.
 */
public final class DoubleTally extends ColumnCollector<DoubleTally.State> {
  private static final long serialVersionUID = 1L;

  /** Counts so far. */
  public static final class State {
    private long rows;
    private long missing;
    private long nan;
    private long negativeInfinity;
    private long positiveInfinity;
    private long zeros;
    private long negatives;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    private State() {}

    public long rows() {
      return rows;
    }

    public long missing() {
      return missing;
    }

    /** Cells that hold NaN. */
    public long nan() {
      return nan;
    }

    public long negativeInfinity() {
      return negativeInfinity;
    }

    public long positiveInfinity() {
      return positiveInfinity;
    }

    /** Finite values. */
    public long finite() {
      return rows - missing - nan - negativeInfinity - positiveInfinity;
    }

    public long zeros() {
      return zeros;
    }

    /** Finite values below zero. */
    public long negatives() {
      return negatives;
    }

    /** Smallest finite value. */
    public OptionalDouble min() {
      return finite() == 0 ? OptionalDouble.empty() : OptionalDouble.of(min);
    }

    /** Largest finite value. */
    public OptionalDouble max() {
      return finite() == 0 ? OptionalDouble.empty() : OptionalDouble.of(max);
    }

    private void addOther(double value) {
      if (Double.isNaN(value)) {
        nan++;
      } else if (value > 0) {
        positiveInfinity++;
      } else {
        negativeInfinity++;
      }
    }
  }

  public DoubleTally(ColumnName column) {
    super(column);
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(96);
  }

  @Override
  public State fresh() {
    return new State();
  }

  @Override
  void add(State state, Column values) {
    state.rows += values.rows();
    state.missing += values.missingCount();
    if (values instanceof DoubleColumn doubles) {
      addDoubles(state, doubles);
    } else if (values instanceof DecimalColumn decimals) {
      for (int row = 0; row < decimals.rows(); row++) {
        if (!decimals.isMissing(row)) {
          addFinite(state, decimals.doubleAt(row));
        }
      }
    } else {
      throw unreadable(values);
    }
  }

  private static void addDoubles(State state, DoubleColumn column) {
    int rows = column.rows();
    boolean complete = column.missingCount() == 0;
    double min = state.min;
    double max = state.max;
    long zeros = 0;
    long negatives = 0;
    for (int row = 0; row < rows; row++) {
      if (complete || !column.isMissing(row)) {
        double value = column.at(row);
        if (Math.abs(value) <= Double.MAX_VALUE) {
          zeros += value == 0 ? 1 : 0;
          negatives += value < 0 ? 1 : 0;
          // + 0.0: of the two zeros only one is ever kept, whatever the order.
          min = value < min ? value + 0.0 : min;
          max = value > max ? value + 0.0 : max;
        } else {
          state.addOther(value);
        }
      }
    }
    state.min = min;
    state.max = max;
    state.zeros += zeros;
    state.negatives += negatives;
  }

  private static void addFinite(State state, double value) {
    state.zeros += value == 0 ? 1 : 0;
    state.negatives += value < 0 ? 1 : 0;
    state.min = value < state.min ? value : state.min;
    state.max = value > state.max ? value : state.max;
  }

  @Override
  public State merge(State left, State right) {
    left.rows += right.rows;
    left.missing += right.missing;
    left.nan += right.nan;
    left.negativeInfinity += right.negativeInfinity;
    left.positiveInfinity += right.positiveInfinity;
    left.zeros += right.zeros;
    left.negatives += right.negatives;
    left.min = Math.min(left.min, right.min);
    left.max = Math.max(left.max, right.max);
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeLong(state.rows);
    out.writeLong(state.missing);
    out.writeLong(state.nan);
    out.writeLong(state.negativeInfinity);
    out.writeLong(state.positiveInfinity);
    out.writeLong(state.zeros);
    out.writeLong(state.negatives);
    out.writeDouble(state.min);
    out.writeDouble(state.max);
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    state.rows = in.readLong();
    state.missing = in.readLong();
    state.nan = in.readLong();
    state.negativeInfinity = in.readLong();
    state.positiveInfinity = in.readLong();
    state.zeros = in.readLong();
    state.negatives = in.readLong();
    state.min = in.readDouble();
    state.max = in.readDouble();
    return state;
  }
}
