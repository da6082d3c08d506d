package dev.millrace.core.history;

import dev.millrace.column.ColumnName;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Widening;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the columns of a history: one sorted pass for each kind of series. */
public final class HistoryMaker {
  /** Changes when the same cut and settings give other values. */
  public static final int REVISION = 1;

  private final HistorySettings settings;
  private final Widening engine;

  public HistoryMaker(HistorySettings settings, Widening engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /**
   * The cut with the new columns, in the order of the settings within each kind of series.
   *
   * @param accepted leaves out the rows validation refused: no row sees them and they get no values
   * @throws MillraceException with every step that does not fit the cut
   */
  public DataCut make(DataCut cut, List<RowFilter> accepted) {
    Map<Series, List<BoundStep>> bySeries = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (TableStep step : settings.steps()) {
      try {
        bySeries
            .computeIfAbsent(step.series(), series -> new ArrayList<>())
            .add(BoundStep.bind(step, cut.fields()));
      } catch (MillraceException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
    DataCut wide = cut;
    for (Map.Entry<Series, List<BoundStep>> entry : bySeries.entrySet()) {
      Series series = entry.getKey();
      Set<ColumnName> reads = new LinkedHashSet<>(series.columns());
      entry.getValue().forEach(step -> reads.add(step.step().column()));
      wide =
          engine.widen(
              new Scan(wide, List.copyOf(reads), accepted),
              new SortOrder(series.columns()),
              new HistoryPass(wide.fields(), series, entry.getValue()));
    }
    return wide;
  }
}
