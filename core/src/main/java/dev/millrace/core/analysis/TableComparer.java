package dev.millrace.core.analysis;

import dev.millrace.column.ColumnName;
import dev.millrace.core.analysis.TableComparison.Bin;
import dev.millrace.core.analysis.TableComparison.ColumnPair;
import dev.millrace.core.drift.CategoryDistances;
import dev.millrace.histogram.Edges;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.spi.collect.ColumnSlots;
import dev.millrace.spi.collect.EdgeCounts;
import dev.millrace.spi.collect.Together;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.ExactColumn;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts two profiled tables side by side; one more scan of each counts numbers between edges. */
public final class TableComparer {
  private static final int BINS = 30;

  /** A table with its name and profile. */
  public record Table(String name, DataCut cut, TableProfile profile) {}

  private final Engine engine;

  public TableComparer(Engine engine) {
    this.engine = engine;
  }

  /** Compares two tables column by column, by name. */
  public TableComparison compare(Table first, Table second) {
    Map<ColumnName, Edges> edges = new LinkedHashMap<>();
    Set<ColumnName> names = new LinkedHashSet<>();
    first.profile().columns().forEach(column -> names.add(column.field().name()));
    second.profile().columns().forEach(column -> names.add(column.field().name()));
    for (ColumnName name : names) {
      edges(first.profile().find(name), second.profile().find(name))
          .ifPresent(some -> edges.put(name, some));
    }
    Map<ColumnName, FixedEdgeHistogram> left = count(first.cut(), edges);
    Map<ColumnName, FixedEdgeHistogram> right = count(second.cut(), edges);
    List<ColumnPair> columns = new ArrayList<>();
    for (ColumnName name : names) {
      Optional<ColumnProfile> one = first.profile().find(name);
      Optional<ColumnProfile> two = second.profile().find(name);
      Optional<FixedEdgeHistogram> ofFirst = Optional.ofNullable(left.get(name));
      List<Bin> bins =
          ofFirst
              .flatMap(
                  counts ->
                      Optional.ofNullable(right.get(name)).map(others -> ranges(counts, others)))
              .orElseGet(() -> values(one, two));
      columns.add(new ColumnPair(name.value(), one, two, bins, divergence(bins)));
    }
    return new TableComparison(
        first.name(), first.profile(), second.name(), second.profile(), columns);
  }

  /** Edges that span both sides, where numbers are too many to be counted one by one. */
  private static Optional<Edges> edges(Optional<ColumnProfile> one, Optional<ColumnProfile> two) {
    if (one.isEmpty() || two.isEmpty()) {
      return Optional.empty();
    }
    Optional<FixedEdgeHistogram> left = one.get().sampled().histogram();
    Optional<FixedEdgeHistogram> right = two.get().sampled().histogram();
    boolean alike = one.get().field().type().isTemporal() == two.get().field().type().isTemporal();
    if (left.isEmpty()
        || right.isEmpty()
        || !alike
        || (isListed(one.get().exact()) && isListed(two.get().exact()))) {
      return Optional.empty();
    }
    return Optional.of(
        Edges.equalWidth(
            Math.min(left.get().edges().first(), right.get().edges().first()),
            Math.max(left.get().edges().last(), right.get().edges().last()),
            BINS));
  }

  private static boolean isListed(ExactColumn column) {
    return column.distinct().isCounted() && column.distinct().values() <= column.top().size();
  }

  private Map<ColumnName, FixedEdgeHistogram> count(DataCut cut, Map<ColumnName, Edges> edges) {
    if (edges.isEmpty()) {
      return Map.of();
    }
    TogetherBuilder together = new TogetherBuilder();
    ColumnSlots<EdgeCounts.State> slots = new ColumnSlots<>();
    edges.forEach((name, some) -> slots.add(name, together, new EdgeCounts(name, some)));
    Together.States states =
        engine.collect(Scan.of(cut, List.copyOf(edges.keySet())), together.build());
    Map<ColumnName, FixedEdgeHistogram> counts = new LinkedHashMap<>();
    edges.keySet().forEach(name -> counts.put(name, slots.at(name, states).histogram()));
    return counts;
  }

  private static List<Bin> ranges(FixedEdgeHistogram one, FixedEdgeHistogram two) {
    List<Bin> bins = new ArrayList<>();
    Edges edges = one.edges();
    double width = (edges.last() - edges.first()) / BINS;
    if (one.below() + two.below() > 0) {
      double first = edges.first();
      bins.add(new Bin("below", first - width, first, one.below(), two.below()));
    }
    for (int bin = 0; bin < one.bins(); bin++) {
      double from = edges.at(bin);
      double to = edges.at(bin + 1);
      bins.add(new Bin(from + " to " + to, from, to, one.count(bin), two.count(bin)));
    }
    if (one.above() + two.above() > 0) {
      double last = edges.last();
      bins.add(new Bin("above", last, last + width, one.above(), two.above()));
    }
    return bins;
  }

  private static List<Bin> values(Optional<ColumnProfile> one, Optional<ColumnProfile> two) {
    return one.isPresent() && two.isPresent()
        ? values(one.get().exact(), two.get().exact())
        : List.of();
  }

  /** Values listed on both sides; of a side that lists not all, the others are together. */
  private static List<Bin> values(ExactColumn one, ExactColumn two) {
    if (one.top().isEmpty() || two.top().isEmpty()) {
      return List.of();
    }
    Map<String, long[]> counts = new LinkedHashMap<>();
    one.top().forEach(value -> counts.put(value.value(), new long[] {value.count(), 0}));
    two.top()
        .forEach(
            value -> counts.computeIfAbsent(value.value(), name -> new long[2])[1] = value.count());
    if (!isListed(one) || !isListed(two)) {
      // What one side lists, the other may have without listing it: only shared values are told.
      counts.values().removeIf(count -> count[0] == 0 || count[1] == 0);
    }
    long[] other = {one.present(), two.present()};
    List<Bin> bins = new ArrayList<>();
    counts.forEach(
        (value, count) -> {
          other[0] -= count[0];
          other[1] -= count[1];
          bins.add(new Bin(value, Double.NaN, Double.NaN, count[0], count[1]));
        });
    if (other[0] > 0 || other[1] > 0) {
      bins.add(new Bin(ValueGroups.OTHER, Double.NaN, Double.NaN, other[0], other[1]));
    }
    return bins;
  }

  private static OptionalDouble divergence(List<Bin> bins) {
    SortedMap<String, Double> one = new TreeMap<>();
    SortedMap<String, Double> two = new TreeMap<>();
    for (int i = 0; i < bins.size(); i++) {
      String place = String.format(Locale.ROOT, "%06d", i);
      one.put(place, (double) bins.get(i).first());
      two.put(place, (double) bins.get(i).second());
    }
    return CategoryDistances.jensenShannonBits(one, two);
  }
}
