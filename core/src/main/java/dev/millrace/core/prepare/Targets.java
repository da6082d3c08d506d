package dev.millrace.core.prepare;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.collect.ExactQuantiles;
import dev.millrace.spi.collect.Quantiles;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The labels of the training rows, for steps that are fitted on them. Folds follow the split: by
 * time they are stretches of time, by group they keep groups whole, else they are by the row's
 * hash. Used by one thread.
 */
final class Targets {
  private static final int FOLDS = 5;
  private static final int STRETCHES = 20;

  /** Sets the folds' random numbers apart from those of the split. */
  private static final long PURPOSE = 0x666f6c6473L;

  private final Engine engine;
  private final TrainRows rows;
  private final Label label;
  private final SplitRule split;
  private final long seed;
  private @Nullable FoldRule folds;

  Targets(Engine engine, TrainRows rows, Label label, SplitRule split, long seed) {
    this.engine = engine;
    this.rows = rows;
    this.label = label;
    this.split = split;
    this.seed = seed;
  }

  /** Why no step can be fitted on these labels; empty when it can. */
  Optional<String> refusal() {
    if (label.task() == Task.MULTICLASS) {
      return Optional.of(
          "a target mean needs a label of two classes or a number, this one has "
              + label.classes().size()
              + " classes");
    }
    return folds().count() < 2
        ? Optional.of("a target mean looks back in time, and all training rows have one time")
        : Optional.empty();
  }

  /** Raw columns that labels and folds are made of. */
  Set<ColumnName> columns() {
    Set<ColumnName> columns = new LinkedHashSet<>(label.columns());
    columns.addAll(folds().columns());
    return columns;
  }

  FoldSums sums(ColumnName column, List<String> categories) {
    return new FoldSums(column, categories, folds(), label);
  }

  /** What training rows see. */
  TargetEncoding encoding(
      ColumnName input,
      ColumnName output,
      Vocabulary vocabulary,
      FoldSums.State state,
      double smoothing) {
    FoldRule rule = folds();
    List<Optional<TargetTable>> tables = new ArrayList<>();
    for (int fold = 0; fold < rule.count(); fold++) {
      int to = fold;
      tables.add(TargetTable.of(state, from -> rule.feeds(from, to), smoothing));
    }
    return new TargetEncoding(input, output, vocabulary, rule, tables);
  }

  private FoldRule folds() {
    FoldRule known = folds;
    if (known == null) {
      known =
          switch (split) {
            case SplitRule.ByTime time -> forward(time.column());
            case SplitRule.ByHash hash -> new FoldRule.ByHash(FOLDS, seed ^ PURPOSE);
            case SplitRule.ByGroup group ->
                new FoldRule.ByGroup(group.group(), FOLDS, seed ^ PURPOSE);
          };
      folds = known;
    }
    return known;
  }

  private FoldRule forward(ColumnName column) {
    List<Double> shares =
        IntStream.range(0, STRETCHES).mapToObj(i -> (double) i / STRETCHES).toList();
    Scan scan = rows.scan(List.of(column));
    Quantiles quantiles = ExactQuantiles.find(engine, scan, Map.of(column, shares)).get(column);
    if (quantiles == null || quantiles.count() == 0) {
      return new FoldRule.Forward(column, List.of());
    }
    double first = quantiles.values().get(0);
    return new FoldRule.Forward(
        column,
        quantiles.values().stream()
            .filter(time -> time > first)
            .map(time -> (long) Math.ceil(time))
            .distinct()
            .toList());
  }
}
