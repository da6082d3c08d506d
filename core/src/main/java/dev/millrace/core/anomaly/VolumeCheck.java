package dev.millrace.core.anomaly;

import dev.millrace.core.anomaly.Measurement.Limit;
import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.Finding.Severity;
import dev.millrace.core.validate.TableExpectations;
import dev.millrace.core.validate.TableExpectations.Ratio;
import java.util.Optional;

/** Number of rows: by itself, and as a share of the span and of the version before. */
final class VolumeCheck {
  private VolumeCheck() {}

  static void check(TableExpectations expected, Compared compared, Findings findings) {
    DatasetStatistics current = compared.current();
    double rows = current.isWeighted() ? current.weightedExamples() : current.examples();
    expected
        .examples()
        .min()
        .ifPresent(
            least -> {
              if (rows < least) {
                add(
                    findings,
                    Anomaly.DATASET_LOW_NUM_EXAMPLES,
                    "there are too few rows",
                    Words.number(rows),
                    "at least " + least);
              }
            });
    expected
        .examples()
        .max()
        .ifPresent(
            most -> {
              if (rows > most) {
                add(
                    findings,
                    Anomaly.DATASET_HIGH_NUM_EXAMPLES,
                    "there are too many rows",
                    Words.number(rows),
                    "at most " + most);
              }
            });
    if (rows > 0) {
      ratio(
          "drift",
          "the span before",
          expected.drift(),
          rows,
          compared.previous(),
          findings,
          current);
      ratio(
          "version",
          "the version before",
          expected.version(),
          rows,
          compared.previousVersion(),
          findings,
          current);
    }
  }

  private static void ratio(
      String name,
      String other,
      Ratio limits,
      double rows,
      Optional<DatasetStatistics> control,
      Findings findings,
      DatasetStatistics current) {
    if (control.isEmpty()) {
      if (limits.min().isPresent() || limits.max().isPresent()) {
        findings.uncompared("", name);
      }
      return;
    }
    double before =
        current.isWeighted() ? control.get().weightedExamples() : control.get().examples();
    if (before == 0) {
      if (limits.max().isPresent()) {
        add(
            findings,
            Anomaly.COMPARATOR_HIGH_NUM_EXAMPLES,
            other + " has no rows, and this data has",
            Words.number(rows),
            "at most " + Words.number(limits.max().getAsDouble()) + " times as many");
      }
      return;
    }
    double ratio = rows / before;
    limits.max().ifPresent(most -> hold(name, other, ratio, most, Limit.MOST, findings));
    limits.min().ifPresent(least -> hold(name, other, ratio, least, Limit.LEAST, findings));
  }

  private static void hold(
      String name, String other, double ratio, double limit, Limit kind, Findings findings) {
    Measurement measured = new Measurement("", name, "examples-ratio", ratio, limit, kind);
    findings.measured(measured);
    if (measured.isBeyond()) {
      boolean high = kind == Limit.MOST;
      add(
          findings,
          high ? Anomaly.COMPARATOR_HIGH_NUM_EXAMPLES : Anomaly.COMPARATOR_LOW_NUM_EXAMPLES,
          "there are too " + (high ? "many" : "few") + " rows beside " + other,
          Words.number(ratio) + " times as many",
          (high ? "at most " : "at least ") + Words.number(limit) + " times as many");
    }
  }

  private static void add(
      Findings findings, Anomaly anomaly, String what, String found, String allowed) {
    findings.add(anomaly, "", Severity.ERROR, what, found, allowed);
  }
}
