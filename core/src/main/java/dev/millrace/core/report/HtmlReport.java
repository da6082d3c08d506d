package dev.millrace.core.report;

import dev.millrace.column.ColumnName;
import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.SvgChart;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.SliceResult;
import dev.millrace.core.flow.RunSummary;
import dev.millrace.core.gate.GateLine;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.history.History;
import dev.millrace.core.ingest.SourceConfig;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.Side;
import dev.millrace.core.validate.Validation;
import dev.millrace.spi.data.LandingLedger;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.store.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the report of a run as one HTML page without scripts and without rows of the data. */
public final class HtmlReport {
  private static final int MOST_COLUMNS = 200;
  private static final int MOST_CLASSES = 30;
  private static final int MOST_FILES = 20;
  private static final int MOST_NOTES = 10;

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
    for (Evaluation evaluation : evaluations) {
      undefined(evaluation.scorer(), evaluation.results().overall());
    }
    html.open("div", "charts");
    EvaluationCharts.of(evaluations).forEach(this::chart);
    html.close("div");
    confusion(evaluations.get(0));
  }

  private void confusion(Evaluation candidate) {
    int classes = candidate.classes().size();
    if (candidate.confusion().isEmpty()) {
      return;
    }
    html.heading(3, "Confusion");
    if (classes > MOST_CLASSES) {
      html.paragraph(String.format(Locale.ROOT, "Not shown: there are %,d classes.", classes));
      return;
    }
    html.matrix("label, then decision", candidate.classes(), candidate.confusion());
  }

  /** Why metrics have no value. */
  private void undefined(String of, List<Estimate> estimates) {
    estimates.stream()
        .filter(estimate -> estimate.undefined().isPresent())
        .limit(MOST_NOTES)
        .forEach(
            estimate ->
                html.open("p", "note")
                    .text(
                        of
                            + ": "
                            + estimate.metric()
                            + " is undefined, "
                            + estimate.undefined().orElse(""))
                    .close("p"));
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
    slices.stream()
        .limit(MOST_NOTES)
        .forEach(
            slice ->
                undefined(
                    slice.by() + " = " + slice.value(),
                    slice.estimates().stream().limit(4).toList()));
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
    if (profile != null) {
      profile(profile);
    }
    History history = summary.history();
    if (history != null) {
      html.heading(2, "History");
      html.paragraph("Columns made from earlier rows of the same series.");
      profile(history.profile());
    }
  }

  private void profile(TableProfile profile) {
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
    Optional<ColumnName> time =
        summary.config().source().time().map(SourceConfig.TimeColumn::column);
    columns.forEach(column -> ProfileCharts.of(column, time).ifPresent(this::chart));
    html.close("div");
  }

  private void findings() {
    Validation validation = summary.validation();
    if (validation == null) {
      return;
    }
    html.heading(2, "Anomalies");
    html.paragraph(
        String.format(
            Locale.ROOT,
            "Landed %,d rows = accepted %,d + in quarantine %,d.",
            validation.rows().landed(),
            validation.rows().accepted(),
            validation.rows().quarantined()));
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
            "Train %,d, validation %,d, test %,d rows; %d features from %d columns.",
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
    if (!prepared.notes().isEmpty()) {
      html.table(List.of("chosen by itself"), prepared.notes().stream().map(List::of).toList());
    }
  }

  private void lineage() {
    html.heading(2, "Lineage");
    PinnedSource source = summary.source();
    if (source != null) {
      html.table(
          List.of("source file", "bytes", "content"),
          source.objects().stream()
              .limit(MOST_FILES)
              .map(
                  object ->
                      List.of(
                          object.location(),
                          String.format(Locale.ROOT, "%,d", object.bytes()),
                          object.digest().hex()))
              .toList());
      if (source.objects().size() > MOST_FILES) {
        html.paragraph(
            String.format(Locale.ROOT, "and %,d more files", source.objects().size() - MOST_FILES));
      }
    }
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
