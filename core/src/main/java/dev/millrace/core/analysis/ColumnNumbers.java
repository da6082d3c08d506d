package dev.millrace.core.analysis;

import dev.millrace.column.ColumnType;
import dev.millrace.spi.profile.ColumnFigures;
import dev.millrace.spi.profile.ColumnFigures.MomentFigures;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.DistinctCount.Precision;
import dev.millrace.spi.profile.ExactColumn;
import dev.millrace.spi.profile.SampledColumn.Quantile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The statistics of a column's profile as plain numbers by name, for what is compared over tables
 * and spans. Times are in the column's own unit; a statistic that is not defined is left out.
 */
public final class ColumnNumbers {
  private static final Set<String> MOMENTS =
      Set.of("min", "max", "first quartile", "median", "third quartile");

  private final Map<String, Double> numbers = new LinkedHashMap<>();

  private ColumnNumbers() {}

  /** True when a statistic of a temporal column is itself a day or a moment. */
  public static boolean isMoment(ColumnType type, String statistic) {
    return type.isTemporal() && MOMENTS.contains(statistic);
  }

  /** Statistics by name, in an order that is the same for all columns of a kind. */
  public static Map<String, Double> of(ColumnProfile column) {
    ColumnNumbers all = new ColumnNumbers();
    ExactColumn exact = column.exact();
    all.put("missing share", exact.missingShare());
    if (exact.distinct().precision() != Precision.UNKNOWN) {
      all.put("distinct", (double) exact.distinct().values());
    }
    all.figures(exact);
    for (Quantile quantile : column.sampled().quantiles()) {
      if (quantile.probability() == 0.25) {
        all.put("first quartile", quantile.value());
      } else if (quantile.probability() == 0.5) {
        all.put("median", quantile.value());
      } else if (quantile.probability() == 0.75) {
        all.put("third quartile", quantile.value());
      }
    }
    if (!exact.top().isEmpty() && exact.present() > 0) {
      all.put(
          "share of most frequent",
          (double) exact.top().getFirst().count() / (double) exact.present());
    }
    return all.numbers;
  }

  private void figures(ExactColumn exact) {
    long present = exact.present();
    switch (exact.figures()) {
      case ColumnFigures.Whole whole -> {
        put("min", whole.min());
        put("max", whole.max());
        share("zero share", whole.zeros(), present);
        share("negative share", whole.negatives(), present);
        moments(whole.moments());
      }
      case ColumnFigures.Real real -> {
        put("min", real.min());
        put("max", real.max());
        share("zero share", real.zeros(), present);
        share("negative share", real.negatives(), present);
        share("NaN share", real.nan(), present);
        moments(real.moments());
      }
      case ColumnFigures.Time time -> {
        put("min", time.min());
        put("max", time.max());
      }
      case ColumnFigures.Text text -> {
        share("empty share", text.empty(), present);
        put("shortest", text.shortest());
        put("longest", text.longest());
        put("mean length", text.meanLength());
      }
      case ColumnFigures.Bool bool -> share("true share", bool.trues(), present);
      case ColumnFigures.Lists lists -> {
        share("empty share", lists.empty(), present);
        share("mean elements", lists.elements(), present);
      }
      case ColumnFigures.Opaque opaque -> {}
    }
  }

  private void moments(MomentFigures moments) {
    put("mean", moments.mean());
    put("deviation", moments.deviation());
    put("skewness", moments.skewness());
  }

  private void share(String name, long count, long of) {
    if (of > 0) {
      put(name, (double) count / (double) of);
    }
  }

  private void put(String name, OptionalLong value) {
    value.ifPresent(some -> put(name, (double) some));
  }

  private void put(String name, OptionalDouble value) {
    value.ifPresent(some -> put(name, some));
  }

  private void put(String name, double value) {
    numbers.put(name, value);
  }
}
