package dev.millrace.core.monitor;

import dev.millrace.column.ColumnName;
import dev.millrace.histogram.Edges;
import dev.millrace.spi.profile.ColumnFigures;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.SampledColumn.Quantile;
import dev.millrace.spi.profile.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Edges between the tenths of a column, as a profile knows them: the inner ones from its sample,
 * the outer ones from all rows. What is counted between them is counted exactly.
 */
final class TenthEdges {
  private static final int BINS = 10;

  /** Shares of rows below each edge, 0 to 1. */
  static final List<Double> SHARES =
      IntStream.rangeClosed(0, BINS).mapToObj(i -> (double) i / BINS).toList();

  private TenthEdges() {}

  /** Edges of a column; none where the profile has no such column, or no value of it. */
  static Optional<Edges> of(TableProfile profile, ColumnName column) {
    return profile.find(column).flatMap(TenthEdges::of);
  }

  private static Optional<Edges> of(ColumnProfile column) {
    List<Double> places = new ArrayList<>();
    for (Quantile quantile : column.sampled().quantiles()) {
      if (SHARES.contains(quantile.probability())) {
        places.add(quantile.value());
      }
    }
    if (places.size() != SHARES.size()) {
      return Optional.empty();
    }
    switch (column.exact().figures()) {
      case ColumnFigures.Whole whole -> {
        places.set(0, (double) whole.min().orElseThrow());
        places.set(BINS, (double) whole.max().orElseThrow());
      }
      case ColumnFigures.Real real -> {
        places.set(0, real.min().orElseThrow());
        places.set(BINS, real.max().orElseThrow());
      }
      case ColumnFigures.Time time -> {
        places.set(0, (double) time.min().orElseThrow());
        places.set(BINS, (double) time.max().orElseThrow());
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(
        Edges.equalFrequency(places.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
