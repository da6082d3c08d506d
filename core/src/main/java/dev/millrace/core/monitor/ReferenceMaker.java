package dev.millrace.core.monitor;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.core.evaluate.ScoredRows;
import dev.millrace.core.prepare.TrainRows;
import dev.millrace.histogram.CategoryHistogram;
import dev.millrace.histogram.Edges;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.scorer.Scorer;
import dev.millrace.spi.collect.CategoryCounts;
import dev.millrace.spi.collect.EdgeCounts;
import dev.millrace.spi.collect.ExactQuantiles;
import dev.millrace.spi.collect.RowCount;
import dev.millrace.spi.collect.Together;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.TableProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the reference of a scorer from the rows it learned from. Numbers are counted between tenths
 * of the table, so that a shift anywhere shows: those of the profile's sample, or exact ones for a
 * column it has not. Texts are counted by their most frequent values, of which at least {@value
 * #LEAST_ROWS} rows each must have one: rarer values stay unnamed, and a column of mostly such
 * values is not watched.
 */
public final class ReferenceMaker {
  private static final String NO_VALUE = "the scorer learned from no value of it";
  private static final int MOST_CATEGORIES = 100;
  private static final int COUNTED_CATEGORIES = 10_000;

  /** Rows a value must have to be named. */
  static final int LEAST_ROWS = 5;

  /** Share of rows that named values must cover. */
  private static final double LEAST_COVER = 0.5;

  private final Engine engine;
  private final TableProfile profile;

  /**
   * @param profile figures of the table the scorer learned from
   */
  public ReferenceMaker(Engine engine, TableProfile profile) {
    this.engine = engine;
    this.profile = profile;
  }

  /**
   * Makes the reference.
   *
   * @param rows what the scorer learned from
   * @param scored what it said of rows it did not learn from
   */
  public Reference make(Scorer scorer, TrainRows rows, ScoredRows scored) {
    SortedMap<String, String> unwatched = new TreeMap<>();
    List<ColumnName> numbers = new ArrayList<>();
    List<ColumnName> texts = new ArrayList<>();
    for (Field input : scorer.inputs()) {
      switch (kind(input.type())) {
        case NUMBER -> numbers.add(input.name());
        case CATEGORY -> texts.add(input.name());
        case OTHER ->
            unwatched.put(
                input.name().value(), "values of type " + input.type().text() + " are not counted");
      }
    }
    Map<ColumnName, WatchedColumn> watched = count(rows, numbers, texts, unwatched);
    List<WatchedColumn> inputs = new ArrayList<>();
    for (Field input : scorer.inputs()) {
      WatchedColumn column = watched.get(input.name());
      if (column != null) {
        inputs.add(column);
      }
    }
    return new Reference(inputs, Answers.of(scorer.output().labels(), scored), unwatched);
  }

  private enum Kind {
    NUMBER,
    CATEGORY,
    OTHER
  }

  private static Kind kind(ColumnType type) {
    if (type.isNumeric() || type.isTemporal()) {
      return Kind.NUMBER;
    }
    return type.equals(ColumnType.BOOL) || type.equals(ColumnType.UTF8)
        ? Kind.CATEGORY
        : Kind.OTHER;
  }

  /** Counts all columns in one scan, once the edges of the numbers are known. */
  private Map<ColumnName, WatchedColumn> count(
      TrainRows rows,
      List<ColumnName> numbers,
      List<ColumnName> texts,
      SortedMap<String, String> unwatched) {
    TogetherBuilder together = new TogetherBuilder();
    Map<ColumnName, Together.Slot<EdgeCounts.State>> bins = new LinkedHashMap<>();
    edges(rows, numbers, unwatched)
        .forEach((column, edges) -> bins.put(column, together.add(new EdgeCounts(column, edges))));
    Together.Slot<RowCount.State> total = together.add(new RowCount());
    Map<ColumnName, Together.Slot<CategoryCounts.State>> values = new LinkedHashMap<>();
    for (ColumnName column : texts) {
      values.put(
          column,
          together.add(
              new CategoryCounts(column, COUNTED_CATEGORIES, CategoryCounts.Beyond.KEEP_FREQUENT)));
    }
    Map<ColumnName, WatchedColumn> watched = new LinkedHashMap<>();
    if (bins.isEmpty() && values.isEmpty()) {
      return watched;
    }
    List<ColumnName> columns = new ArrayList<>(bins.keySet());
    columns.addAll(texts);
    Together.States states = engine.collect(rows.scan(columns), together.build());
    bins.forEach((column, slot) -> number(column, states.at(slot), watched, unwatched));
    long all = states.at(total).rows();
    values.forEach((column, slot) -> category(column, states.at(slot), all, watched, unwatched));
    return watched;
  }

  private static void number(
      ColumnName column,
      EdgeCounts.State state,
      Map<ColumnName, WatchedColumn> watched,
      SortedMap<String, String> unwatched) {
    FixedEdgeHistogram histogram = state.histogram();
    if (histogram.inside() == 0) {
      unwatched.put(column.value(), NO_VALUE);
    } else {
      watched.put(column, new WatchedColumn(column, new Distribution.Numbers(histogram)));
    }
  }

  /** The tenths of each column that has values. */
  private Map<ColumnName, Edges> edges(
      TrainRows rows, List<ColumnName> columns, SortedMap<String, String> unwatched) {
    Map<ColumnName, Edges> edges = new LinkedHashMap<>();
    Map<ColumnName, List<Double>> wanted = new LinkedHashMap<>();
    for (ColumnName column : columns) {
      TenthEdges.of(profile, column)
          .ifPresentOrElse(
              found -> edges.put(column, found), () -> wanted.put(column, TenthEdges.SHARES));
    }
    if (!wanted.isEmpty()) {
      ExactQuantiles.find(engine, rows.scan(List.copyOf(wanted.keySet())), wanted)
          .forEach(
              (column, quantiles) -> {
                if (quantiles.count() == 0) {
                  unwatched.put(column.value(), NO_VALUE);
                } else {
                  edges.put(
                      column,
                      Edges.equalFrequency(
                          quantiles.values().stream().mapToDouble(Double::doubleValue).toArray()));
                }
              });
    }
    return edges;
  }

  private static void category(
      ColumnName column,
      CategoryCounts.State state,
      long rows,
      Map<ColumnName, WatchedColumn> watched,
      SortedMap<String, String> unwatched) {
    long seen = state.top(Integer.MAX_VALUE).stream().mapToLong(ValueCount::count).sum();
    if (!state.isExact()) {
      unwatched.put(column.value(), "it has over 10,000 different values");
      return;
    }
    List<ValueCount> named =
        state.top(MOST_CATEGORIES).stream().filter(v -> v.count() >= LEAST_ROWS).toList();
    long covered = named.stream().mapToLong(ValueCount::count).sum();
    if (named.isEmpty() || covered < LEAST_COVER * seen) {
      unwatched.put(column.value(), "most of its values are rare");
      return;
    }
    Vocabulary vocabulary = Vocabulary.of(named.stream().map(ValueCount::value).toList());
    long[] counts = new long[vocabulary.size()];
    for (ValueCount value : named) {
      counts[vocabulary.values().indexOf(value.value())] = value.count();
    }
    watched.put(
        column,
        new WatchedColumn(
            column,
            new Distribution.Categories(
                CategoryHistogram.of(vocabulary, counts, seen - covered, rows - seen))));
  }
}
