package dev.millrace.core.analysis;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.core.analysis.Relations.AgainstLabel;
import dev.millrace.core.analysis.Relations.Outliers;
import dev.millrace.core.analysis.Relations.Pair;
import dev.millrace.core.analysis.Relations.Suspect;
import dev.millrace.core.ingest.LeakSearch;
import dev.millrace.histogram.Edges;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.spi.collect.ColumnSlots;
import dev.millrace.spi.collect.EdgeCounts;
import dev.millrace.spi.collect.Together;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.RobustSpread;
import dev.millrace.spi.profile.Semantics.Meaning;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Looks for relations of a table's columns: pairs are measured on a sample of at most {@value
 * #MOST_ROWS} rows, outliers and rows that come again are counted over all rows.
 */
public final class RelationSearch {
  private static final int MOST_ROWS = 50_000;
  private static final int LEAST_ROWS = 2_000;
  private static final int CELLS = 1 << 22;
  private static final int MOST_COLUMNS = 100;
  private static final long SEED = 0x72656c6174696f6eL;

  /** An area from which on a single number sorts the label too well to be honest. */
  private static final double ALMOST_SORTED = 0.95;

  /** A share of the label's entropy that a single column seldom tells honestly. */
  private static final double MUCH_TOLD = 0.5;

  private final Engine engine;
  private final DataCut cut;
  private final TableProfile profile;

  public RelationSearch(Engine engine, DataCut cut, TableProfile profile) {
    this.engine = engine;
    this.cut = cut;
    this.profile = profile;
  }

  /**
   * A column as pairs see it: groups of its rows, its numbers when it has some, and their ranks
   * when all are finite, so that no pair has to rank them again.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Paired(
      ValueGroups groups, int[] codes, Optional<double[]> numbers, Optional<double[]> ranks) {}

  /** Relations among the columns; LABEL_MISSING, LABEL_INVALID. */
  public Relations find(Optional<ColumnName> label) {
    List<ValueGroups> groups =
        profile.columns().stream()
            .map(ValueGroups::of)
            .flatMap(Optional::stream)
            .limit(MOST_COLUMNS)
            .toList();
    Batch rows = sample(groups.size());
    List<Paired> paired = groups.stream().map(group -> paired(group, rows)).toList();
    List<ColumnName> columns = groups.stream().map(ValueGroups::column).toList();
    List<AgainstLabel> againstLabel =
        label.map(name -> againstLabel(name, paired, rows)).orElse(List.of());
    return new Relations(
        rows.rows(),
        rows.rows() == profile.rows(),
        columns,
        profile.columns().stream()
            .map(column -> column.field().name())
            .filter(name -> !columns.contains(name))
            .toList(),
        pairs(paired),
        againstLabel,
        label.map(name -> suspects(name, againstLabel)).orElse(List.of()),
        outliers(),
        DuplicateRows.count(engine, cut));
  }

  private Batch sample(int columns) {
    int size = Math.clamp(CELLS / Math.max(1, columns), LEAST_ROWS, MOST_ROWS);
    return engine.sample(Scan.all(cut), new SampleSize(size, SEED)).values();
  }

  private Paired paired(ValueGroups groups, Batch rows) {
    boolean number = profile.find(groups.column()).orElseThrow().field().type().isNumeric();
    Optional<double[]> numbers =
        number ? Optional.of(RealValues.of(rows.column(groups.column()))) : Optional.empty();
    return new Paired(
        groups,
        groups.codes(rows),
        numbers,
        numbers
            .filter(values -> Arrays.stream(values).allMatch(Double::isFinite))
            .map(Association::ranks));
  }

  private static List<Pair> pairs(List<Paired> columns) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      for (int k = i + 1; k < columns.size(); k++) {
        pairs.add(pair(columns.get(i), columns.get(k)));
      }
    }
    return pairs;
  }

  private static Pair pair(Paired one, Paired two) {
    long[] counts = counts(one.groups(), one.codes(), two.groups(), two.codes());
    int width = two.groups().missing();
    boolean numbers = one.numbers().isPresent() && two.numbers().isPresent();
    return new Pair(
        one.groups().column(),
        two.groups().column(),
        numbers
            ? Association.pearson(one.numbers().get(), two.numbers().get())
            : OptionalDouble.empty(),
        numbers ? spearman(one, two) : OptionalDouble.empty(),
        Association.cramersV(counts, width),
        Association.mutualInformation(counts, width));
  }

  private static OptionalDouble spearman(Paired one, Paired two) {
    return one.ranks().isPresent() && two.ranks().isPresent()
        ? Association.pearson(one.ranks().get(), two.ranks().get())
        : Association.spearman(one.numbers().orElseThrow(), two.numbers().orElseThrow());
  }

  /** Rows by the groups of two columns, those where one is missing left out. */
  private static long[] counts(ValueGroups one, int[] codes, ValueGroups two, int[] others) {
    int width = two.missing();
    long[] counts = new long[one.missing() * width];
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] < one.missing() && others[row] < width) {
        counts[codes[row] * width + others[row]]++;
      }
    }
    return counts;
  }

  private List<AgainstLabel> againstLabel(ColumnName label, List<Paired> columns, Batch rows) {
    ValueGroups labels = new LiftSearch(engine, cut, profile).groups(label);
    int[] codes = labels.codes(rows);
    Optional<Integer> positive = rarerOfTwo(labels, codes);
    List<AgainstLabel> all = new ArrayList<>();
    for (Paired column : columns) {
      if (!column.groups().column().equals(label)) {
        long[] counts = counts(column.groups(), column.codes(), labels, codes);
        OptionalDouble information = Association.mutualInformation(counts, labels.missing());
        all.add(
            new AgainstLabel(
                column.groups().column(),
                positive.isPresent() && column.numbers().isPresent()
                    ? auc(column.numbers().get(), codes, positive.get(), labels.missing())
                    : OptionalDouble.empty(),
                positive.map(labels::name),
                information,
                told(information.orElse(0), counts, labels.missing())));
      }
    }
    return all;
  }

  /** Empty when the label does not vary among the rows where the column has a value. */
  private static OptionalDouble told(double information, long[] counts, int classes) {
    long[] labels = new long[classes * classes];
    long rows = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      labels[cell % classes * (classes + 1)] += counts[cell];
      rows += counts[cell];
    }
    double entropy = Association.mutualInformation(labels, classes).orElse(0);
    if (entropy == 0) {
      return OptionalDouble.empty();
    }
    long filled = IntStream.range(0, classes).filter(i -> labels[i * (classes + 1)] > 0).count();
    double groups = (double) filledGroups(counts, classes);
    double bias = (groups - 1) * (double) (filled - 1) / (2.0 * (double) rows);
    return OptionalDouble.of(Math.clamp((information - bias) / entropy, 0, 1));
  }

  private static long filledGroups(long[] counts, int classes) {
    return IntStream.range(0, counts.length / classes)
        .filter(group -> IntStream.range(0, classes).anyMatch(i -> counts[group * classes + i] > 0))
        .count();
  }

  private static OptionalDouble auc(double[] numbers, int[] codes, int positive, int missing) {
    int[] labelled =
        IntStream.range(0, codes.length).filter(row -> codes[row] != missing).toArray();
    double[] scores = new double[labelled.length];
    boolean[] positives = new boolean[labelled.length];
    for (int i = 0; i < labelled.length; i++) {
      scores[i] = numbers[labelled[i]];
      positives[i] = codes[labelled[i]] == positive;
    }
    return Association.auc(scores, positives);
  }

  /** The class with fewer rows of a label of two, the later one when both have as many. */
  private static Optional<Integer> rarerOfTwo(ValueGroups labels, int[] codes) {
    long[] rows = new long[labels.size()];
    for (int code : codes) {
      rows[code]++;
    }
    List<Integer> seen =
        IntStream.range(0, labels.missing()).filter(code -> rows[code] > 0).boxed().toList();
    return seen.size() != 2
        ? Optional.empty()
        : Optional.of(rows[seen.get(0)] < rows[seen.get(1)] ? seen.get(0) : seen.get(1));
  }

  private List<Suspect> suspects(ColumnName label, List<AgainstLabel> figures) {
    TreeMap<String, String> reasons = new TreeMap<>();
    for (AgainstLabel column : figures) {
      double auc = column.auc().orElse(0.5);
      double told = column.told().orElse(0);
      String name = column.column().value();
      if (told >= MUCH_TOLD) {
        reasons.put(
            name,
            String.format(Locale.ROOT, "alone it tells %.0f%% of the label's entropy", told * 100));
      } else if (Math.max(auc, 1 - auc) >= ALMOST_SORTED) {
        reasons.put(
            name, String.format(Locale.ROOT, "alone it sorts the label with an area of %.4f", auc));
      }
    }
    ColumnProfile target = profile.find(label).orElseThrow();
    new LeakSearch(engine, profile).find(cut, target).forEach(reasons::put);
    return reasons.entrySet().stream()
        .map(entry -> new Suspect(entry.getKey(), entry.getValue()))
        .toList();
  }

  private List<Outliers> outliers() {
    TogetherBuilder together = new TogetherBuilder();
    ColumnSlots<EdgeCounts.State> slots = new ColumnSlots<>();
    List<ColumnName> columns = new ArrayList<>();
    for (ColumnProfile column : profile.columns()) {
      Optional<RobustSpread> spread = column.sampled().spread().filter(some -> isWide(some));
      if (spread.isPresent() && column.semantics().meaning() == Meaning.NUMBER) {
        ColumnName name = column.field().name();
        columns.add(name);
        slots.add(
            name,
            together,
            new EdgeCounts(name, Edges.of(spread.get().low(), spread.get().high())));
      }
    }
    if (columns.isEmpty()) {
      return List.of();
    }
    Together.States states = engine.collect(Scan.of(cut, columns), together.build());
    return columns.stream()
        .map(
            name -> {
              FixedEdgeHistogram counts = slots.at(name, states).histogram();
              double low = counts.edges().first();
              return new Outliers(name, low, counts.edges().last(), counts.below(), counts.above());
            })
        .toList();
  }

  /** The limits of very large numbers may not be told apart. */
  private static boolean isWide(RobustSpread spread) {
    return spread.low() < spread.high()
        && Double.isFinite(spread.low())
        && Double.isFinite(spread.high());
  }
}
