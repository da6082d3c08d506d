package dev.millrace.core.report;

import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.SvgChart;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.SliceResult;
import dev.millrace.core.flow.RunSummary;
import dev.millrace.core.gate.GateLine;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.Side;
import dev.millrace.core.validate.Validation;
import dev.millrace.spi.data.LandingLedger;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.store.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the report of a run as one HTML page without scripts and without rows of the data. */
public final class HtmlReport {
  private static final int MOST_COLUMNS = 200;

  private final RunSummary summary;
  private final Html html = new Html();

  private HtmlReport(RunSummary summary) {
    this.summary = summary;
  }

  /** The page as text, to be stored as UTF-8. */
  public static String write(RunSummary summary) {
    return new HtmlReport(summary).page();
  }

  private String page() {
    html.markup(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\">"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            + "style-src 'unsafe-inline'\">");
    html.element("title", "Millrace: " + summary.config().name());
    html.markup("<style>" + Style.SHEET + "</style></head><body>");
    html.heading(1, summary.config().name().value());
    html.paragraph("Run " + summary.run());
    outcome();
    metrics();
    slices();
    data();
    findings();
    preparation();
    lineage();
    html.markup("<footer>Made by Millrace. Aggregates only.</footer></body></html>");
    return html.toString();
  }

  private void outcome() {
    GateVerdict verdict = summary.verdict();
    ModelVersion version = summary.version();
    html.heading(2, "Outcome");
    if (version != null) {
      html.paragraph(
          String.format(
              Locale.ROOT,
              "Model %s version %d, scorer %s",
              version.model(),
              version.version(),
              version.scorer()));
    }
    if (verdict == null) {
      html.paragraph("The run did not reach the gate.");
      return;
    }
    html.open("p", verdict.blessed() ? "good" : "bad")
        .element(
            "strong",
            verdict.blessed() ? "The gate passed the model." : "The gate refused the model.")
        .close("p");
    List<List<String>> rows = new ArrayList<>();
    for (GateLine line : verdict.lines()) {
      rows.add(
          List.of(
              line.rule(),
              line.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              line.why()));
    }
    if (!rows.isEmpty()) {
      html.table(List.of("rule", "outcome", "why"), rows);
    }
  }

  private void metrics() {
    List<Evaluation> evaluations = summary.evaluations();
    if (evaluations.isEmpty()) {
      return;
    }
    html.heading(2, "Metrics on the test rows");
    html.paragraph(
        String.format(
            Locale.ROOT,
            "%,d rows; 95%% intervals from %d bootstrap samples.",
            evaluations.get(0).rows(),
            summary.config().evaluate().samples()));
    List<String> head = new ArrayList<>(List.of("metric"));
    evaluations.forEach(evaluation -> head.add(evaluation.scorer()));
    List<List<String>> rows = new ArrayList<>();
    for (Estimate estimate : evaluations.get(0).results().overall()) {
      List<String> row = new ArrayList<>(List.of(estimate.metric()));
      evaluations.forEach(
          evaluation ->
              row.add(evaluation.find(estimate.metric()).map(Numbers::withInterval).orElse("")));
      rows.add(row);
    }
    html.table(head, rows);
    html.open("div", "charts");
    EvaluationCharts.of(evaluations).forEach(this::chart);
    html.close("div");
    confusion(evaluations.get(0));
  }

  private void confusion(Evaluation candidate) {
    int classes = candidate.classes().size();
    if (candidate.confusion().isEmpty() || classes > 30) {
      return;
    }
    html.heading(3, "Confusion: label down, decision across");
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(candidate.classes());
    List<List<String>> rows = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      List<String> row = new ArrayList<>(List.of(candidate.classes().get(label)));
      for (int decision = 0; decision < classes; decision++) {
        row.add(
            String.format(
                Locale.ROOT, "%,d", candidate.confusion().get(label * classes + decision)));
      }
      rows.add(row);
    }
    html.table(head, rows);
  }

  private void slices() {
    if (summary.evaluations().isEmpty()) {
      return;
    }
    List<SliceResult> slices = summary.evaluations().get(0).results().slices();
    if (slices.isEmpty()) {
      return;
    }
    html.heading(2, "Slices");
    List<String> names = slices.get(0).estimates().stream().map(Estimate::metric).limit(4).toList();
    List<String> head = new ArrayList<>(List.of("slice", "rows"));
    head.addAll(names);
    List<List<String>> rows = new ArrayList<>();
    for (SliceResult slice : slices) {
      List<String> row = new ArrayList<>();
      row.add(slice.by() + " = " + slice.value());
      row.add(String.format(Locale.ROOT, "%,d", slice.rows()));
      slice.estimates().stream().limit(4).forEach(e -> row.add(Numbers.withInterval(e)));
      rows.add(row);
    }
    html.table(head, rows);
  }

  private void data() {
    Landed landed = summary.landed();
    if (landed == null) {
      return;
    }
    html.heading(2, "Data");
    LandingLedger ledger = landed.ledger();
    html.paragraph(
        String.format(
            Locale.ROOT,
            "Read %,d records = landed %,d + rejected %,d + filtered %,d. Cut %s.",
            ledger.read(),
            ledger.landed(),
            ledger.rejectedRows(),
            ledger.filteredRows(),
            landed.cut().digest()));
    TableProfile profile = summary.profile();
    if (profile == null) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    List<ColumnProfile> columns = profile.columns().stream().limit(MOST_COLUMNS).toList();
    columns.forEach(column -> rows.add(ProfileRows.row(column)));
    html.table(ProfileRows.HEAD, rows);
    if (profile.columns().size() > MOST_COLUMNS) {
      html.paragraph(
          String.format(
              Locale.ROOT, "and %d more columns", profile.columns().size() - MOST_COLUMNS));
    }
    html.open("div", "charts");
    columns.forEach(column -> ProfileCharts.of(column).ifPresent(this::chart));
    html.close("div");
  }

  private void findings() {
    Validation validation = summary.validation();
    if (validation == null) {
      return;
    }
    html.heading(2, "Anomalies");
    if (validation.findings().isEmpty()) {
      html.paragraph("None: the data is as the schema expects.");
      return;
    }
    html.table(
        List.of("anomaly", "severity", "what", "found", "allowed", "rows"),
        validation.findings().stream()
            .map(
                finding ->
                    List.of(
                        finding.id(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.what(),
                        finding.found(),
                        finding.allowed(),
                        String.format(Locale.ROOT, "%,d", finding.rows())))
            .toList());
  }

  private void preparation() {
    Prepared prepared = summary.prepared();
    if (prepared == null) {
      return;
    }
    html.heading(2, "Preparation");
    html.paragraph(
        String.format(
            Locale.ROOT,
            "Train %,d, validation %,d, test %,d rows; %d features of %d columns.",
            prepared.rows().getOrDefault(Side.TRAIN, 0L),
            prepared.rows().getOrDefault(Side.VALIDATION, 0L),
            prepared.rows().getOrDefault(Side.TEST, 0L),
            prepared.plan().featureNames().size(),
            prepared.plan().inputs().size()));
    prepared
        .leftOut()
        .forEach(
            (why, rows) ->
                html.paragraph(String.format(Locale.ROOT, "Left out: %,d, %s", rows, why)));
    html.table(List.of("chosen by itself"), prepared.notes().stream().map(List::of).toList());
  }

  private void lineage() {
    html.heading(2, "Lineage");
    html.table(
        List.of("stage", "how", "time", "result"),
        summary.stages().stream()
            .map(
                line ->
                    List.of(
                        line.stage(),
                        line.origin().name().toLowerCase(Locale.ROOT),
                        line.millis() + " ms",
                        line.digest()))
            .toList());
  }

  private void chart(Chart chart) {
    html.markup(SvgChart.draw(chart));
  }
}
