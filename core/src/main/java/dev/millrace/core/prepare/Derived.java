package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import dev.millrace.feature.RowStep;
import dev.millrace.feature.StepChain;
import dev.millrace.feature.StepKind;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.spi.scan.StateCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An engine whose tables have the columns of some fitted steps besides their own, so that the next
 * step is fitted on what it will read. Collects only.
 */
final class Derived implements Engine {
  private final Engine engine;
  private final List<ColumnName> raw;
  private final List<RowStep> steps;

  /**
   * @param raw columns the steps read, and those to be read as they are
   */
  Derived(Engine engine, List<ColumnName> raw, List<RowStep> steps) {
    this.engine = engine;
    this.raw = List.copyOf(raw);
    this.steps = List.copyOf(steps);
  }

  @Override
  public <S> S collect(Scan scan, Collector<S> collector) {
    return engine.collect(
        new Scan(scan.cut(), raw, scan.filters()), new OverSteps<>(collector, steps));
  }

  @Override
  public <R> R ordered(Scan scan, SortOrder order, OrderedPass<R> pass) {
    throw new UnsupportedOperationException("derived columns are collected only");
  }

  @Override
  public RowBatch sample(Scan scan, SampleSize size) {
    throw new UnsupportedOperationException("derived columns are collected only");
  }

  @Override
  public void close() {
    // The engine belongs to whoever opened it.
  }

  /** A collector that sees the steps' columns. */
  private static final class OverSteps<S> implements Collector<S> {
    private static final long serialVersionUID = 1L;

    private final Collector<S> inner;
    private final byte[] stepsJson;
    private transient volatile @Nullable StepChain chain;

    OverSteps(Collector<S> inner, List<RowStep> steps) {
      this.inner = inner;
      this.stepsJson =
          CanonicalJson.bytes(Json.items(steps.stream().map(RowStep::toJson).toList()));
    }

    @Override
    public CollectorLaw law() {
      return inner.law();
    }

    @Override
    public S fresh() {
      return inner.fresh();
    }

    @Override
    public void add(S state, RowBatch rows) {
      StepChain bound = chain(rows.values().fields());
      inner.add(state, new RowBatch(bound.apply(rows.values()), rows.ids()));
    }

    private StepChain chain(Fields fields) {
      StepChain bound = chain;
      if (bound == null || !bound.input().equals(fields)) {
        Json.Items items = (Json.Items) JsonReader.read(stepsJson);
        bound =
            StepChain.bind(
                fields, items.values().stream().map(item -> StepKind.read("steps", item)).toList());
        chain = bound;
      }
      return bound;
    }

    @Override
    public S merge(S left, S right) {
      return inner.merge(left, right);
    }

    @Override
    public StateCodec<S> codec() {
      return inner.codec();
    }
  }
}
