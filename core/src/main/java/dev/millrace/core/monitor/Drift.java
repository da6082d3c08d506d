package dev.millrace.core.monitor;

import dev.millrace.column.ColumnName;
import dev.millrace.core.drift.CellDistances;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares a window of traffic with the reference of its version. */
public final class Drift {
  private Drift() {}

  /**
   * Every watched column, the furthest first.
   *
   * @param threshold index from which a column is said to drift, to which what chance does to
   *     samples of these sizes is added
   */
  public static List<DriftFinding> inputs(
      Reference reference, TrafficWindow window, double threshold) {
    return compare(reference.inputs(), window.inputs(), threshold);
  }

  /** The same for what was answered. */
  public static List<DriftFinding> answers(
      Reference reference, TrafficWindow window, double threshold) {
    return compare(reference.answers(), window.answers(), threshold);
  }

  private static List<DriftFinding> compare(
      List<WatchedColumn> reference, List<WatchedColumn> window, double threshold) {
    Map<ColumnName, Distribution> current = new HashMap<>();
    window.forEach(column -> current.put(column.name(), column.values()));
    List<DriftFinding> findings = new ArrayList<>();
    for (WatchedColumn column : reference) {
      Distribution seen = current.get(column.name());
      if (seen != null && seen.total() > 0 && column.values().total() > 0) {
        findings.add(
            new DriftFinding(
                column.name().value(),
                seen.total(),
                CellDistances.psi(column.values().cells(), seen.cells()),
                CellDistances.jensenShannon(column.values().cells(), seen.cells()),
                threshold + CellDistances.psiByChance(column.values().cells(), seen.cells())));
      }
    }
    findings.sort(
        Comparator.comparingDouble(DriftFinding::psi)
            .reversed()
            .thenComparing(DriftFinding::column));
    return findings;
  }
}
