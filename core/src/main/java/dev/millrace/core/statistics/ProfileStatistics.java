package dev.millrace.core.statistics;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.core.statistics.ValueHistogram.Bucket;
import dev.millrace.core.statistics.ValueHistogram.Kind;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.spi.collect.CategoryCounts;
import dev.millrace.spi.collect.ColumnSlots;
import dev.millrace.spi.collect.Together;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.ColumnFigures;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.ExactColumn;
import dev.millrace.spi.profile.SampledColumn.Quantile;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Statistics of data, from its profile. Counts, extremes and values are exact; histograms of
 * numbers are those of the profile's sample, scaled to all rows.
 */
public final class ProfileStatistics {
  /** Values of a text column that are counted one by one. */
  private static final int MOST_VALUES = 10_000;

  private final Set<String> categories;

  /**
   * Statistics in which some whole numbers are categories.
   *
   * @param categories columns of whole numbers whose values are counted as texts are
   */
  public ProfileStatistics(Set<String> categories) {
    this.categories = Set.copyOf(categories);
  }

  /** Statistics of every row of a cut: its profile, and one more scan where texts are many. */
  public DatasetStatistics of(Engine engine, DataCut cut) {
    TableProfile profile = TableProfiler.profile(engine, Scan.all(cut));
    List<ColumnName> many =
        profile.columns().stream()
            .filter(column -> column.exact().distinct().values() > column.exact().top().size())
            .filter(column -> isCounted(column))
            .map(column -> column.field().name())
            .toList();
    if (many.isEmpty()) {
      return of(profile);
    }
    TogetherBuilder together = new TogetherBuilder();
    ColumnSlots<CategoryCounts.State> counts = new ColumnSlots<>();
    many.forEach(
        name ->
            counts.add(
                name,
                together,
                new CategoryCounts(name, MOST_VALUES, CategoryCounts.Beyond.KEEP_FREQUENT)));
    Together.States states = engine.collect(Scan.of(cut, many), together.build());
    return new DatasetStatistics(
        DatasetStatistics.WHOLE,
        profile.rows(),
        0,
        profile.columns().stream()
            .map(
                column ->
                    column(
                        column,
                        profile,
                        counts
                            .find(column.field().name(), states)
                            .map(state -> state.top(MOST_VALUES))
                            .orElse(column.exact().top())))
            .toList());
  }

  /** Statistics as far as a profile alone knows them: of texts, the most frequent values. */
  public DatasetStatistics of(TableProfile profile) {
    return new DatasetStatistics(
        DatasetStatistics.WHOLE,
        profile.rows(),
        0,
        profile.columns().stream()
            .map(column -> column(column, profile, column.exact().top()))
            .toList());
  }

  private boolean isCounted(ColumnProfile column) {
    ColumnType type = column.field().type();
    return type.equals(ColumnType.UTF8)
        || type.equals(ColumnType.BOOL)
        || (type.equals(ColumnType.INT64) && categories.contains(column.field().name().value()));
  }

  private ColumnStatistics column(
      ColumnProfile column, TableProfile profile, List<ValueCount> values) {
    ExactColumn exact = column.exact();
    return new ColumnStatistics(
        column.field().name().value(),
        StatisticsType.of(column.field().type()),
        Optional.of(common(exact)),
        numeric(column, profile),
        isCounted(column) ? Optional.of(text(exact, values)) : Optional.empty(),
        List.of());
  }

  private static CommonStatistics common(ExactColumn exact) {
    if (exact.figures() instanceof ColumnFigures.Lists lists) {
      return new CommonStatistics(
          new CommonStatistics.Level(
              exact.present(),
              exact.missing(),
              lists.shortest().orElse(0),
              lists.longest().orElse(0),
              lists.elements()),
          exact.present() == 0 ? 0 : (double) lists.elements() / exact.present(),
          List.of(),
          Optional.empty());
    }
    return CommonStatistics.ofCells(exact.present(), exact.missing());
  }

  private static TextStatistics text(ExactColumn exact, List<ValueCount> values) {
    double length =
        exact.figures() instanceof ColumnFigures.Text text ? text.meanLength().orElse(0) : 0;
    return new TextStatistics(
        exact.distinct().values(),
        length,
        0, // reading refuses what is no UTF-8
        values.stream().map(value -> new ValueMass(value.value(), value.count())).toList(),
        Optional.empty());
  }

  private static Optional<NumericStatistics> numeric(ColumnProfile column, TableProfile profile) {
    return switch (column.exact().figures()) {
      case ColumnFigures.Whole whole ->
          Optional.of(
              new NumericStatistics(
                  whole.moments().mean().orElse(0),
                  whole.moments().deviation().orElse(0),
                  whole.zeros(),
                  real(whole.min()),
                  median(column),
                  real(whole.max()),
                  0,
                  histograms(column, profile, 0),
                  Optional.empty()));
      case ColumnFigures.Real real ->
          Optional.of(
              new NumericStatistics(
                  real.moments().mean().orElse(0),
                  real.moments().deviation().orElse(0),
                  real.zeros(),
                  extreme(real.min(), real.negativeInfinity(), Double.NEGATIVE_INFINITY),
                  median(column),
                  extreme(real.max(), real.positiveInfinity(), Double.POSITIVE_INFINITY),
                  real.nan(),
                  histograms(column, profile, real.nan()),
                  Optional.empty()));
      default -> Optional.empty();
    };
  }

  private static OptionalDouble real(OptionalLong whole) {
    return whole.isPresent()
        ? OptionalDouble.of((double) whole.getAsLong())
        : OptionalDouble.empty();
  }

  private static OptionalDouble extreme(OptionalDouble finite, long infinite, double infinity) {
    return infinite > 0 ? OptionalDouble.of(infinity) : finite;
  }

  private static double median(ColumnProfile column) {
    return column.sampled().quantiles().stream()
        .filter(quantile -> quantile.probability() == 0.5)
        .mapToDouble(Quantile::value)
        .findFirst()
        .orElse(0);
  }

  private static List<ValueHistogram> histograms(
      ColumnProfile column, TableProfile profile, long nan) {
    Optional<FixedEdgeHistogram> sampled = column.sampled().histogram();
    if (sampled.isEmpty()) {
      return List.of();
    }
    double scale = (double) profile.rows() / profile.sampleRows();
    List<Quantile> quantiles = column.sampled().quantiles();
    return List.of(
        new ValueHistogram(Kind.STANDARD, nan, 0, standard(sampled.get(), quantiles, scale)),
        new ValueHistogram(Kind.QUANTILES, nan, 0, byQuantiles(column.exact(), quantiles)));
  }

  /** The sample's buckets; what lies beyond the outer edges gets a bucket of its own. */
  private static List<Bucket> standard(
      FixedEdgeHistogram histogram, List<Quantile> quantiles, double scale) {
    double[] edges = histogram.edges().toArray();
    List<Bucket> buckets = new ArrayList<>();
    if (histogram.below() > 0) {
      double low = Math.min(quantiles.getFirst().value(), edges[0]);
      buckets.add(new Bucket(low, edges[0], histogram.below() * scale));
    }
    for (int bin = 0; bin < histogram.bins(); bin++) {
      buckets.add(new Bucket(edges[bin], edges[bin + 1], histogram.count(bin) * scale));
    }
    if (histogram.above() > 0) {
      double last = edges[edges.length - 1];
      double high = Math.max(quantiles.getLast().value(), last);
      buckets.add(new Bucket(last, high, histogram.above() * scale));
    }
    return buckets;
  }

  private static List<Bucket> byQuantiles(ExactColumn exact, List<Quantile> quantiles) {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 1; i < quantiles.size(); i++) {
      Quantile low = quantiles.get(i - 1);
      Quantile high = quantiles.get(i);
      buckets.add(
          new Bucket(
              low.value(),
              high.value(),
              exact.present() * (high.probability() - low.probability())));
    }
    return buckets;
  }
}
