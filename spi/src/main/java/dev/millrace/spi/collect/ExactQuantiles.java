package dev.millrace.spi.collect;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact quantiles of many columns in a few scans and bounded memory; what is fitted from data (a
 * median, the edges of buckets) comes from here.
 *
 * <p>Doubles map to 64-bit keys of the same order. A scan counts the keys by their next 12 bits;
 * the buckets that hold wanted ranks are looked into by the next scan, until a bucket holds one
 * value only, or all open buckets together so few that a last scan gathers them. A table of at most
 * 131,072 rows takes one scan, a larger one most often three, never more than six.
 *
 * <p>The quantile at {@code p} of n values is the usual linear one (type 7 of Hyndman and Fan
 * 1996): the sorted value at position {@code p * (n - 1)}, counted from 0, with a straight line
 * between neighbours. Values are finite ones, as doubles; missing, NaN and infinite cells do not
 * count. Times count in their unit.
 */
public final class ExactQuantiles {
  /** Bytes that the states of one scan may take; further columns wait for the next scan. */
  private static final long BYTES_PER_SCAN = 64L << 20;

  private ExactQuantiles() {}

  /**
   * Finds quantiles of numeric and temporal columns.
   *
   * @param scan its filters apply; its columns do not matter
   * @param wanted probabilities, 0 to 1, for each column
   */
  public static Map<ColumnName, Quantiles> find(
      Engine engine, Scan scan, Map<ColumnName, List<Double>> wanted) {
    List<QuantileSearch> searches = new ArrayList<>();
    wanted.forEach(
        (column, probabilities) ->
            searches.add(
                new QuantileSearch(column, List.copyOf(probabilities), scan.cut().rows())));
    List<QuantileSearch> open = new ArrayList<>(searches);
    while (!open.isEmpty()) {
      round(engine, scan, open);
      open.removeIf(QuantileSearch::isDone);
    }
    Map<ColumnName, Quantiles> found = new LinkedHashMap<>();
    searches.forEach(search -> found.put(search.column(), search.result()));
    return found;
  }

  private static void round(Engine engine, Scan scan, List<QuantileSearch> open) {
    TogetherBuilder together = new TogetherBuilder();
    List<QuantileSearch> joined = new ArrayList<>();
    long bytes = 0;
    for (QuantileSearch search : open) {
      if (joined.isEmpty() || bytes + search.stateBytes() <= BYTES_PER_SCAN) {
        bytes += search.stateBytes();
        search.join(together);
        joined.add(search);
      }
    }
    List<ColumnName> columns = joined.stream().map(QuantileSearch::column).toList();
    Together.States states =
        engine.collect(new Scan(scan.cut(), columns, scan.filters()), together.build());
    joined.forEach(search -> search.take(states));
  }
}
