package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A cut whose rows have sides.
 *
 * @param accepted leaves out rows that validation or a missing label excludes, before sides count
 */
public record Split(DataCut cut, SplitRule rule, List<RowFilter> accepted) {
  public Split {
    Objects.requireNonNull(cut);
    Objects.requireNonNull(rule);
    accepted = List.copyOf(accepted);
  }

  /** The rows statistics may be fitted on. */
  public TrainRows train() {
    return new TrainRows(cut, filters(Side.TRAIN));
  }

  /** A scan of one side. */
  public Scan scan(Side side, List<ColumnName> columns) {
    return new Scan(cut, columns, filters(side));
  }

  /** A scan of every side; what {@link #on} looks at is among its columns. */
  public Scan scan(List<ColumnName> columns) {
    Set<ColumnName> all = new LinkedHashSet<>(columns);
    all.addAll(rule.columns());
    return new Scan(cut, List.copyOf(all), accepted);
  }

  /** Tells the rows of one side from the others. */
  public RowFilter on(Side side) {
    return new SideFilter(rule, side);
  }

  /**
   * A collector of one side's rows with their features. Training rows come as training may see
   * them: where a step was fitted on labels, by its encoding, so that no row sees its own. Nobody
   * else is shown that form.
   */
  public <S> Collector<S> collector(
      Side side,
      FeaturePlan plan,
      List<TrainOnlyEncoding> encodings,
      Function<FeatureForm, Collector<S>> collector) {
    FeatureForm form =
        side == Side.TRAIN && !encodings.isEmpty()
            ? new TrainingForm(plan, encodings)
            : new ServingForm(plan);
    return new FilteredCollector<>(on(side), collector.apply(form));
  }

  private List<RowFilter> filters(Side side) {
    List<RowFilter> filters = new ArrayList<>(accepted);
    filters.add(new SideFilter(rule, side));
    return filters;
  }
}
