package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.core.prepare.ColumnNeed.CategoriesOf;
import dev.millrace.core.prepare.ColumnNeed.MomentsOf;
import dev.millrace.core.prepare.ColumnNeed.QuantilesOf;
import dev.millrace.core.prepare.ColumnNeed.RangeOf;
import dev.millrace.core.prepare.ColumnNeed.TargetsOf;
import dev.millrace.spi.collect.CategoryCounts;
import dev.millrace.spi.collect.ColumnSlots;
import dev.millrace.spi.collect.DoubleTally;
import dev.millrace.spi.collect.ExactQuantiles;
import dev.millrace.spi.collect.Moments;
import dev.millrace.spi.collect.Quantiles;
import dev.millrace.spi.collect.Together.States;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.engine.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Statistics of the training rows, found together: one scan for moments, ranges and categories, and
 * the few that exact quantiles take.
 */
final class ColumnFacts {
  private static final int MOST_CATEGORIES = 200_000;

  private final ColumnSlots<Moments.State> moments = new ColumnSlots<>();
  private final ColumnSlots<DoubleTally.State> ranges = new ColumnSlots<>();
  private final ColumnSlots<CategoryCounts.State> categories = new ColumnSlots<>();
  private final ColumnSlots<FoldSums.State> sums = new ColumnSlots<>();
  private final Map<ColumnName, Quantiles> quantiles;
  private final States states;

  private ColumnFacts(
      Map<ColumnName, ColumnNeed> needs,
      Engine engine,
      TrainRows rows,
      List<ColumnName> reads,
      Targets targets) {
    TogetherBuilder together = new TogetherBuilder();
    Map<ColumnName, List<Double>> wanted = new LinkedHashMap<>();
    needs.forEach(
        (column, need) -> {
          switch (need) {
            case MomentsOf m -> moments.add(column, together, new Moments(column));
            case RangeOf r -> ranges.add(column, together, new DoubleTally(column));
            case CategoriesOf c ->
                categories.add(
                    column,
                    together,
                    new CategoryCounts(
                        column, MOST_CATEGORIES, CategoryCounts.Beyond.KEEP_FREQUENT));
            case TargetsOf t -> sums.add(column, together, targets.sums(column, t.categories()));
            case QuantilesOf q -> wanted.put(column, inner(q.groups()));
          }
        });
    states = engine.collect(rows.scan(reads), together.build());
    quantiles = wanted.isEmpty() ? Map.of() : ExactQuantiles.find(engine, rows.scan(reads), wanted);
  }

  /** Finds what is needed; at most one need for a column. */
  static ColumnFacts find(
      Map<ColumnName, ColumnNeed> needs,
      Engine engine,
      TrainRows rows,
      List<ColumnName> reads,
      Targets targets) {
    return new ColumnFacts(needs, engine, rows, reads, targets);
  }

  private static List<Double> inner(int groups) {
    return IntStream.range(1, groups).mapToObj(i -> (double) i / groups).toList();
  }

  Moments.State moments(ColumnName column) {
    return moments.at(column, states);
  }

  DoubleTally.State range(ColumnName column) {
    return ranges.at(column, states);
  }

  /** The categories that at least {@code least} rows have, most frequent first. */
  List<ValueCount> categories(ColumnName column, int top, int least) {
    CategoryCounts.State counts = categories.at(column, states);
    return counts.top(top).stream().filter(value -> value.count() >= least).toList();
  }

  /** Labels of each fold by category. */
  FoldSums.State sums(ColumnName column) {
    return sums.at(column, states);
  }

  /** Number of categories, as far as they were counted. */
  int categoryCount(ColumnName column) {
    return categories.at(column, states).size();
  }

  /** Inner quantiles in ascending order, equal ones once; empty without finite values. */
  List<Double> quantiles(ColumnName column) {
    return new ArrayList<>(cuts(column).stream().distinct().toList());
  }

  /** Inner quantiles in ascending order, one for each cut; empty without finite values. */
  List<Double> cuts(ColumnName column) {
    Quantiles found = quantiles.get(column);
    if (found == null) {
      throw new IllegalArgumentException("no quantiles were asked for column " + column);
    }
    return List.copyOf(found.values());
  }
}
