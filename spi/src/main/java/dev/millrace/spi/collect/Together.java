package dev.millrace.spi.collect;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Several collectors in one scan. Each is added to a {@link TogetherBuilder}, which gives a slot;
 * the slot finds its state again:
 *
 * <pre>{@code
 * TogetherBuilder together = new TogetherBuilder();
 * Slot<RowCount.State> rows = together.add(new RowCount());
 * long n = engine.collect(scan, together.build()).at(rows).rows();
 * }</pre>
 *
 * <p>Its law is the weakest of their laws.
 */
public final class Together implements Collector<Together.States>, StateCodec<Together.States> {
  private static final long serialVersionUID = 1L;

  private final Collector<Object>[] collectors;

  /**
   * Where the state of one collector is found.
   *
   * @param <S> state
   */
  @SuppressWarnings("UnusedTypeParameter") // it types what States.at gives
  public static final class Slot<S> {
    private final int position;

    Slot(int position) {
      this.position = position;
    }
  }

  /** A state for each collector. */
  public static final class States {
    private final Object[] states;

    private States(Object[] states) {
      this.states = states;
    }

    /** State of the collector that got this slot. */
    @SuppressWarnings("unchecked") // the builder typed the slot by the collector at its position
    public <S> S at(Slot<S> slot) {
      return (S) states[slot.position];
    }
  }

  Together(List<Collector<Object>> collectors) {
    this.collectors = array(collectors);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays
  private static Collector<Object>[] array(List<Collector<Object>> collectors) {
    return collectors.toArray(new Collector[0]);
  }

  @Override
  public CollectorLaw law() {
    CollectorLaw.Exactness exactness = CollectorLaw.Exactness.EXACT;
    CollectorLaw.AtBound atBound = CollectorLaw.AtBound.NEVER_REACHED;
    double error = 0;
    long bytes = 64;
    for (Collector<Object> collector : collectors) {
      CollectorLaw law = collector.law();
      exactness = law.exactness().compareTo(exactness) > 0 ? law.exactness() : exactness;
      atBound = law.atBound().compareTo(atBound) > 0 ? law.atBound() : atBound;
      error = Math.max(error, law.relativeError());
      bytes += law.stateBytes();
    }
    return new CollectorLaw(exactness, error, bytes, atBound);
  }

  @Override
  public States fresh() {
    Object[] states = new Object[collectors.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = collectors[i].fresh();
    }
    return new States(states);
  }

  @Override
  public void add(States state, RowBatch rows) {
    for (int i = 0; i < collectors.length; i++) {
      collectors[i].add(state.states[i], rows);
    }
  }

  @Override
  public States merge(States left, States right) {
    for (int i = 0; i < collectors.length; i++) {
      left.states[i] = collectors[i].merge(left.states[i], right.states[i]);
    }
    return left;
  }

  @Override
  public StateCodec<States> codec() {
    return this;
  }

  @Override
  public void write(States state, DataOutput out) throws IOException {
    for (int i = 0; i < collectors.length; i++) {
      collectors[i].codec().write(state.states[i], out);
    }
  }

  @Override
  public States read(DataInput in) throws IOException {
    List<Object> states = new ArrayList<>();
    for (Collector<Object> collector : collectors) {
      states.add(collector.codec().read(in));
    }
    return new States(states.toArray());
  }
}
