package dev.millrace.spi.profile;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.histogram.Edges;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.spi.collect.EdgeCounts;
import dev.millrace.spi.collect.RowCount;
import dev.millrace.spi.collect.Together;
import dev.millrace.spi.collect.Together.Slot;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.ColumnFigures.PeriodCounts;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Profiles tables: one scan of all columns, a sample, and one scan of the time columns when there
 * are any. The memory of a scan is bounded whatever the number of columns: the more there are, the
 * fewer distinct values of each are counted one by one, and the smaller is the sample.
 */
public final class TableProfiler {
  /** Revision of what a profile holds: to be raised with every change of a figure. */
  public static final int REVISION = 3;

  private static final int MOST_DISTINCT = 10_000;
  private static final int LEAST_DISTINCT = 100;
  private static final int DISTINCT_TOGETHER = 1 << 19;

  private static final int MOST_SAMPLED = 20_000;
  private static final int LEAST_SAMPLED = 1_000;
  private static final int CELLS_SAMPLED = 1 << 22;
  private static final long SAMPLE_SEED = 0x70726f66696c65L;

  private TableProfiler() {}

  /** Profile of the columns and rows of a scan. */
  public static TableProfile profile(Engine engine, Scan scan) {
    List<Field> fields =
        scan.columns().stream()
            .map(name -> scan.cut().fields().at(scan.cut().fields().require(name)))
            .toList();
    TogetherBuilder together = new TogetherBuilder();
    Slot<RowCount.State> rows = together.add(new RowCount());
    int most = share(DISTINCT_TOGETHER, fields.size(), LEAST_DISTINCT, MOST_DISTINCT);
    List<ColumnReading> readings =
        fields.stream().map(field -> ColumnReading.join(field, most, together)).toList();
    Together.States states = engine.collect(scan, together.build());

    List<ExactColumn> exact = new ArrayList<>();
    readings.forEach(reading -> exact.add(reading.read(states)));
    countPeriods(engine, scan, fields, exact);

    int size = share(CELLS_SAMPLED, fields.size(), LEAST_SAMPLED, MOST_SAMPLED);
    RowBatch sample = engine.sample(scan, new SampleSize(size, SAMPLE_SEED));
    return new TableProfile(states.at(rows).rows(), sample.rows(), columns(fields, exact, sample));
  }

  private static List<ColumnProfile> columns(
      List<Field> fields, List<ExactColumn> exact, RowBatch sample) {
    return IntStream.range(0, fields.size())
        .mapToObj(
            i ->
                new ColumnProfile(
                    fields.get(i),
                    exact.get(i),
                    SampleReading.read(sample, fields.get(i), exact.get(i)),
                    MeaningGuess.of(fields.get(i), exact.get(i))))
        .toList();
  }

  /** An equal share of a whole for each column, within limits. */
  private static int share(int whole, int columns, int least, int most) {
    return Math.max(least, Math.min(most, whole / Math.max(1, columns)));
  }

  /** Adds the rows per natural period to the figures of time columns. */
  private static void countPeriods(
      Engine engine, Scan scan, List<Field> fields, List<ExactColumn> exact) {
    TogetherBuilder together = new TogetherBuilder();
    List<ColumnName> columns = new ArrayList<>();
    Map<Integer, PeriodEdges> periods = new LinkedHashMap<>();
    List<Slot<EdgeCounts.State>> slots = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Optional<PeriodEdges> edges = periods(fields.get(i), exact.get(i));
      if (edges.isPresent()) {
        columns.add(fields.get(i).name());
        periods.put(i, edges.get());
        slots.add(together.add(new EdgeCounts(fields.get(i).name(), edges(edges.get()))));
      }
    }
    if (columns.isEmpty()) {
      return;
    }
    Together.States states =
        engine.collect(new Scan(scan.cut(), columns, scan.filters()), together.build());
    int next = 0;
    for (Map.Entry<Integer, PeriodEdges> entry : periods.entrySet()) {
      ExactColumn column = exact.get(entry.getKey());
      FixedEdgeHistogram histogram = states.at(slots.get(next++)).histogram();
      ColumnFigures.Time time = (ColumnFigures.Time) column.figures();
      exact.set(
          entry.getKey(),
          column.with(
              new ColumnFigures.Time(
                  time.min(), time.max(), Optional.of(counts(entry.getValue(), histogram)))));
    }
  }

  private static Optional<PeriodEdges> periods(Field field, ExactColumn column) {
    return column.figures() instanceof ColumnFigures.Time time && time.min().isPresent()
        ? PeriodEdges.covering(field.type(), time.min().getAsLong(), time.max().getAsLong())
        : Optional.empty();
  }

  private static Edges edges(PeriodEdges periods) {
    return Edges.of(periods.starts().stream().mapToDouble(Long::doubleValue).toArray());
  }

  private static PeriodCounts counts(PeriodEdges periods, FixedEdgeHistogram histogram) {
    List<Long> counts = IntStream.range(0, histogram.bins()).mapToObj(histogram::count).toList();
    return new PeriodCounts(periods.period(), periods.starts().subList(0, counts.size()), counts);
  }
}
