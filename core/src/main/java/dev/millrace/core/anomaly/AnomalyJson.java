package dev.millrace.core.anomaly;

import dev.millrace.core.anomaly.AnomalyReport.ColumnAnomaly;
import dev.millrace.core.statistics.StatisticsJson;
import dev.millrace.json.Json;

/** JSON form of a report (docs/statistics.md). */
public final class AnomalyJson {
  private AnomalyJson() {}

  public static Json of(AnomalyReport report) {
    return Json.members()
        .put("dataset", report.dataset())
        .put("examples", StatisticsJson.number(report.examples()))
        .flag("accepted", report.accepted())
        .flag("data-missing", report.examples() == 0)
        .put("findings", report.findings().stream().map(AnomalyJson::finding).toList())
        .put("columns", report.columns().stream().map(AnomalyJson::column).toList())
        .put("measurements", report.measurements().stream().map(AnomalyJson::measured).toList())
        .put(
            "not-compared",
            report.uncompared().stream()
                .map(
                    one ->
                        Json.members()
                            .put("column", one.column())
                            .put("comparison", one.comparison())
                            .build())
                .toList())
        .build();
  }

  private static Json finding(AnomalyFinding finding) {
    return Json.members()
        .put("anomaly", finding.anomaly().name())
        .put("number", finding.anomaly().number())
        .put("column", finding.column())
        .put("severity", finding.severity().name())
        .put("what", finding.what())
        .put("found", finding.found())
        .put("allowed", finding.allowed())
        .build();
  }

  private static Json column(ColumnAnomaly column) {
    return Json.members()
        .put("column", column.column())
        .put("anomaly", column.anomaly().name())
        .put("severity", column.severity().name())
        .put("reasons", Json.texts(column.reasons().stream().map(f -> f.anomaly().name()).toList()))
        .build();
  }

  private static Json measured(Measurement measurement) {
    return Json.members()
        .put("column", measurement.column())
        .put("comparison", measurement.comparison())
        .put("method", measurement.method())
        .put("value", StatisticsJson.number(measurement.value()))
        .put(
            measurement.kind() == Measurement.Limit.MOST ? "most" : "least",
            StatisticsJson.number(measurement.limit()))
        .flag("beyond", measurement.isBeyond())
        .build();
  }
}
