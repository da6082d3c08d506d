package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.histogram.Edges;
import dev.millrace.histogram.FixedEdgeCounter;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Histogram of a numeric or temporal column over fixed edges, as {@link FixedEdgeCounter} reads it.
 */
public final class EdgeCounts extends ColumnCollector<EdgeCounts.State> {
  private static final long serialVersionUID = 1L;

  private final double[] edges;

  /** Counts so far. */
  public static final class State {
    private final Edges edges;
    private FixedEdgeHistogram counted;
    private @Nullable FixedEdgeCounter open;

    private State(FixedEdgeHistogram counted) {
      this.edges = counted.edges();
      this.counted = counted;
    }

    public FixedEdgeHistogram histogram() {
      if (open != null) {
        counted = counted.plus(open.snapshot());
        open = null;
      }
      return counted;
    }

    private void add(Column values) {
      if (open == null) {
        open = new FixedEdgeCounter(edges);
      }
      open.add(values);
    }
  }

  /**
   * @param edges at least two
   */
  public EdgeCounts(ColumnName column, Edges edges) {
    super(column);
    this.edges = edges.toArray();
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(40L * edges.length + 256);
  }

  @Override
  public State fresh() {
    return new State(FixedEdgeHistogram.empty(Edges.of(edges)));
  }

  @Override
  void add(State state, Column values) {
    state.add(values);
  }

  @Override
  public State merge(State left, State right) {
    return new State(left.histogram().plus(right.histogram()));
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    FixedEdgeHistogram histogram = state.histogram();
    out.writeInt(histogram.bins());
    for (int bin = 0; bin < histogram.bins(); bin++) {
      out.writeLong(histogram.count(bin));
    }
    out.writeLong(histogram.below());
    out.writeLong(histogram.above());
    out.writeLong(histogram.nan());
    out.writeLong(histogram.missing());
  }

  @Override
  public State read(DataInput in) throws IOException {
    long[] counts = new long[in.readInt()];
    for (int bin = 0; bin < counts.length; bin++) {
      counts[bin] = in.readLong();
    }
    return new State(
        FixedEdgeHistogram.of(
            Edges.of(edges), counts, in.readLong(), in.readLong(), in.readLong(), in.readLong()));
  }
}
