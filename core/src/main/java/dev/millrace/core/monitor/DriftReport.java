package dev.millrace.core.monitor;

import dev.millrace.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The newest traffic of a version beside its reference.
 *
 * @param rows predictions compared
 * @param inputs columns, the furthest first
 * @param answers what was said, the furthest first
 */
public record DriftReport(
    int version,
    Instant from,
    Instant to,
    long rows,
    List<DriftFinding> inputs,
    List<DriftFinding> answers) {
  /** Columns that are named in words. */
  private static final int NAMED = 5;

  public DriftReport {
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
    inputs = List.copyOf(inputs);
    answers = List.copyOf(answers);
  }

  /** Columns that are too far from the reference and not to be ignored; none of too few rows. */
  public List<DriftFinding> drifted(MonitorSettings settings) {
    return rows < settings.leastRows()
        ? List.of()
        : inputs.stream()
            .filter(DriftFinding::isDrift)
            .filter(
                finding ->
                    settings.ignore().stream()
                        .noneMatch(column -> column.value().equals(finding.column())))
            .toList();
  }

  /** Names some columns. */
  public static String words(List<DriftFinding> drifted) {
    String names =
        drifted.stream().limit(NAMED).map(DriftFinding::column).collect(Collectors.joining(", "));
    return drifted.size() > NAMED ? names + " and " + (drifted.size() - NAMED) + " more" : names;
  }

  public Json toJson() {
    return Json.members()
        .put("version", version)
        .put("from", from.toString())
        .put("to", to.toString())
        .put("rows", rows)
        .put("inputs", inputs.stream().map(DriftFinding::toJson).toList())
        .put("answers", answers.stream().map(DriftFinding::toJson).toList())
        .build();
  }
}
