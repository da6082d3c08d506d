package dev.millrace.cli;

import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.flow.RunSummary;
import dev.millrace.core.gate.GateLine;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.Side;
import dev.millrace.core.release.Proposal;
import dev.millrace.core.report.Numbers;
import dev.millrace.core.validate.Finding;
import dev.millrace.core.validate.Validation;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.LandingLedger;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.store.ModelVersion;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The one screen at the end of a run: what was read, found, learned and decided, and what to do.
 */
final class RunScreen {
  private static final int MOST_FINDINGS = 12;

  private final PrintStream out;

  RunScreen(PrintStream out) {
    this.out = out;
  }

  void print(RunSummary summary, Path report, Optional<MillraceException> refusal) {
    data(summary);
    findings(summary.validation());
    prepared(summary.prepared());
    metrics(summary.evaluations());
    verdict(summary.verdict());
    summary.differences().forEach(words -> line("impure", words));
    summary.skipped().forEach(words -> line("skipped", words));
    version(summary, refusal);
    refusal.ifPresent(e -> e.problems().forEach(problem -> line("refused", problem.text())));
    line("report", report.toString());
    next(summary, refusal);
  }

  private void data(RunSummary summary) {
    PinnedSource source = summary.source();
    Landed landed = summary.landed();
    if (source == null || landed == null) {
      return;
    }
    out.println();
    long bytes = source.objects().stream().mapToLong(object -> object.bytes()).sum();
    line(
        "data",
        String.format(
            Locale.ROOT,
            "%,d %s, %,d rows x %d columns, %s, cut %s",
            source.objects().size(),
            source.objects().size() == 1 ? "file" : "files",
            landed.cut().rows(),
            landed.cut().fields().size(),
            size(bytes),
            landed.cut().digest().brief()));
    LandingLedger ledger = landed.ledger();
    line(
        "ledger",
        String.format(
            Locale.ROOT,
            "read %,d = landed %,d + rejected %,d + filtered %,d",
            ledger.read(),
            ledger.landed(),
            ledger.rejectedRows(),
            ledger.filteredRows()));
    ledger
        .rejected()
        .forEach(
            (reason, rows) ->
                line("", String.format(Locale.ROOT, "rejected %,d: %s", rows, reason)));
  }

  private void findings(@org.jspecify.annotations.Nullable Validation validation) {
    if (validation == null) {
      return;
    }
    List<Finding> findings = validation.findings();
    line(
        "",
        String.format(
            Locale.ROOT,
            "landed %,d = accepted %,d + in quarantine %,d",
            validation.rows().landed(),
            validation.rows().accepted(),
            validation.rows().quarantined()));
    line("anomalies", findings.isEmpty() ? "none" : Integer.toString(findings.size()));
    findings.stream()
        .limit(MOST_FINDINGS)
        .forEach(
            finding ->
                line(
                    "",
                    String.format(
                        Locale.ROOT,
                        "%s %s: %s (found %s; allowed: %s%s)",
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.id(),
                        finding.what(),
                        finding.found(),
                        finding.allowed(),
                        finding.rows() > 0
                            ? String.format(Locale.ROOT, "; %,d rows", finding.rows())
                            : "")));
    if (findings.size() > MOST_FINDINGS) {
      line("", "and " + (findings.size() - MOST_FINDINGS) + " more: see the report");
    }
  }

  private void prepared(@org.jspecify.annotations.Nullable Prepared prepared) {
    if (prepared == null) {
      return;
    }
    line(
        "split",
        String.format(
            Locale.ROOT,
            "%s: train %,d, validation %,d, test %,d rows",
            prepared.rule().text(),
            prepared.rows().getOrDefault(Side.TRAIN, 0L),
            prepared.rows().getOrDefault(Side.VALIDATION, 0L),
            prepared.rows().getOrDefault(Side.TEST, 0L)));
    prepared
        .leftOut()
        .forEach(
            (why, rows) -> line("", String.format(Locale.ROOT, "left out %,d: %s", rows, why)));
    line(
        "features",
        String.format(
            Locale.ROOT,
            "%d from %d columns",
            prepared.plan().featureNames().size(),
            prepared.plan().inputs().size()));
    prepared.notes().forEach(note -> line("", note));
  }

  /** The candidate with its intervals, the others beside it; within 80 columns for two others. */
  private void metrics(List<Evaluation> evaluations) {
    if (evaluations.isEmpty()) {
      return;
    }
    StringBuilder header =
        new StringBuilder(
            String.format(
                Locale.ROOT, "%-23s %24s", "on the test rows", evaluations.get(0).scorer()));
    evaluations.stream()
        .skip(1)
        .forEach(e -> header.append(String.format(Locale.ROOT, " %9s", e.scorer())));
    line("metrics", header.toString());
    for (Estimate estimate : evaluations.get(0).results().overall()) {
      StringBuilder row =
          new StringBuilder(
              String.format(
                  Locale.ROOT, "%-23s %24s", estimate.metric(), Numbers.withInterval(estimate)));
      evaluations.stream()
          .skip(1)
          .forEach(
              evaluation ->
                  row.append(
                      String.format(
                          Locale.ROOT,
                          " %9s",
                          evaluation.find(estimate.metric()).map(Numbers::value).orElse("-"))));
      line("", row.toString());
    }
    for (Evaluation evaluation : evaluations) {
      evaluation.results().overall().stream()
          .filter(estimate -> estimate.undefined().isPresent())
          .forEach(
              estimate ->
                  line(
                      "",
                      String.format(
                          Locale.ROOT,
                          "%s of %s is undefined: %s",
                          estimate.metric(),
                          evaluation.scorer(),
                          estimate.undefined().orElse(""))));
    }
    if (!Float.isNaN(evaluations.get(0).threshold())) {
      line("", "decided positive from a score of " + evaluations.get(0).threshold());
    }
  }

  private void verdict(@org.jspecify.annotations.Nullable GateVerdict verdict) {
    if (verdict == null) {
      return;
    }
    line(
        "gate",
        verdict.lines().isEmpty()
            ? "no rules: nothing is demanded"
            : verdict.blessed() ? "passed" : "refused");
    for (GateLine line : verdict.lines()) {
      line(
          "",
          String.format(
              Locale.ROOT,
              "%-15s %s: %s",
              line.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              line.rule(),
              line.why()));
    }
  }

  private void version(RunSummary summary, Optional<MillraceException> refusal) {
    ModelVersion version = summary.version();
    if (version == null) {
      return;
    }
    line(
        "model",
        String.format(
            Locale.ROOT,
            "%s version %d, scorer %s%s",
            version.model(),
            version.version(),
            version.scorer().brief(),
            released(summary, refusal)));
  }

  private static String released(RunSummary summary, Optional<MillraceException> refusal) {
    Proposal proposal = summary.proposal();
    if (refusal.isPresent()) {
      return ", registered and not released";
    }
    if (proposal == null) {
      return "";
    }
    return proposal.isLive() ? ", live" : ", proposed: " + proposal.why();
  }

  private void next(RunSummary summary, Optional<MillraceException> refusal) {
    ModelVersion version = summary.version();
    if (refusal.isEmpty() && version != null) {
      line("next", "open the report; then: millrace predict " + version.model() + " --input FILE");
      line("", "review " + summary.config().schema() + ", by which data is checked from now on");
    } else if (refusal.isPresent()) {
      line("next", "the lines above say what to change; run again afterwards");
    }
  }

  private void line(String head, String text) {
    out.println(String.format(Locale.ROOT, "%-10s %s", head, text).stripTrailing());
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
  }
}
