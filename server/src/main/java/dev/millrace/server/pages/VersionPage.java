package dev.millrace.server.pages;

import dev.millrace.core.evaluate.Better;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.EvaluationJson;
import dev.millrace.core.evaluate.SliceResult;
import dev.millrace.core.gate.GateJson;
import dev.millrace.core.gate.GateLine;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.report.EvaluationCharts;
import dev.millrace.core.report.Numbers;
import dev.millrace.json.CanonicalJson;
import dev.millrace.server.http.Response;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.server.pages.Node.Picture;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.VersionLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /models/NAME/versions/N}: what is known of one version, and from what it was made. */
final class VersionPage {
  private static final int MOST_SLICES = 100;
  private static final int MOST_CLASSES = 30;
  private static final int SLICE_METRICS = 4;
  private static final int HEATS = 5;

  private final Sources sources;

  VersionPage(Sources sources) {
    this.sources = sources;
  }

  Response show(ModelName name, int number) {
    var registry = sources.stores().registryQueries();
    RegisteredModel model = registry.loadModel(sources.project(), name);
    ModelVersion version = registry.loadVersion(sources.project(), name, number);
    Statements stated = Statements.of(sources, version);
    Optional<Evaluation> evaluation =
        stated.own("evaluation").map(stated::content).map(EvaluationJson::evaluation);
    List<Node> content = new ArrayList<>();
    content.add(state(model, version));
    stated.own("gate").ifPresent(own -> content.add(Words.part("gate", "Gate", gate(stated, own))));
    content.add(
        Words.part(
            "metrics",
            "Metrics on the test rows",
            evaluation.map(VersionPage::metrics).orElseGet(() -> registered(version))));
    evaluation.ifPresent(
        found -> {
          charts(found).ifPresent(content::add);
          confusion(found).ifPresent(content::add);
          slices(found).ifPresent(content::add);
        });
    VersionStanding standing = new VersionStanding(sources, version);
    content.add(Words.part("live", "When it was live", List.of(standing.live())));
    content.add(Words.part("origin", "Who made it", standing.origin()));
    content.add(Words.part("lineage", "Made from", List.of(lineage(version))));
    content.add(Words.part("evidence", "Statements about it", List.of(statements(stated.all()))));
    return Frame.page(Place.MODELS, name + " version " + number, content);
  }

  private static Element state(RegisteredModel model, ModelVersion version) {
    boolean champion =
        model.champion().isPresent() && model.champion().getAsInt() == version.version();
    Element state =
        Element.of(
            "p",
            Words.link("/models/" + model.model(), "all versions"),
            Words.text(" · phase " + Words.name(version.phase()) + " "));
    return champion ? state.add(Words.badge("main", "champion")) : state;
  }

  private static List<Node> gate(Statements stated, EvidenceRecord own) {
    GateVerdict verdict = GateJson.verdict(stated.content(own));
    List<Node> content = new ArrayList<>();
    content.add(judged(verdict, own));
    for (EvidenceRecord other : stated.of("gate")) {
      if (!other.equals(own)) {
        content.add(
            judged(GateJson.verdict(stated.content(other)), other)
                .add(Words.text(": another judgement of the same scorer")));
      }
    }
    if (verdict.lines().isEmpty()) {
      content.add(
          Words.nothing(
              "The pipeline demands nothing of its models.", "Add demands under", "gate:"));
      return content;
    }
    Table table =
        new Table("Gate, rule by rule")
            .words("Rule", "Outcome")
            .numbers("Value", "Limit")
            .words("Why");
    for (GateLine line : verdict.lines()) {
      table.row(
          Words.code(line.rule()),
          Words.badge(
              line.refuses() ? "bad" : line.outcome() == GateLine.Outcome.PASSED ? "good" : "quiet",
              Words.name(line.outcome())),
          number(line.value()),
          number(line.limit()),
          Words.text(line.why()));
    }
    content.add(table.node());
    return content;
  }

  private static Element judged(GateVerdict verdict, EvidenceRecord record) {
    return Element.of(
        "p",
        verdict.blessed() ? Words.badge("good", "passed") : Words.badge("bad", "refused"),
        Words.text(" "),
        Words.time(record.at()));
  }

  private static Node number(double value) {
    return Words.text(Double.isNaN(value) ? "–" : Numbers.text(value));
  }

  private static List<Node> metrics(Evaluation evaluation) {
    Table table =
        new Table("Metrics with 95 % intervals")
            .words("Metric")
            .numbers("Value", "From", "To")
            .words("Better");
    List<Node> content = new ArrayList<>();
    content.add(
        Words.note(
            Words.counted(evaluation.rows(), "row", "rows")
                + ", none of which it learned from; intervals hold 95 % of bootstrap samples."));
    for (Estimate estimate : evaluation.results().overall()) {
      table.row(
          Words.text(estimate.metric()),
          Words.text(
              estimate.isDefined()
                  ? Numbers.value(estimate)
                  : "undefined" + estimate.undefined().map(why -> ": " + why).orElse("")),
          bound(estimate, estimate.low()),
          bound(estimate, estimate.high()),
          Words.text(estimate.better() == Better.NEITHER ? "–" : Words.name(estimate.better())));
    }
    content.add(table.node());
    return content;
  }

  private static Node bound(Estimate estimate, double bound) {
    return Words.text(
        Double.isNaN(bound)
            ? "–"
            : Numbers.value(
                Estimate.of(estimate.metric(), estimate.better(), bound, bound, bound)));
  }

  /** Metrics as registered, where there is no evaluation. */
  private static List<Node> registered(ModelVersion version) {
    if (version.metrics().isEmpty()) {
      return List.of(Words.note("None were stated when it was registered."));
    }
    Table table = new Table("Metrics as registered").words("Metric").numbers("Value");
    for (MetricValue metric : version.metrics()) {
      table.row(Words.text(metric.name()), Words.text(Numbers.text(metric.value())));
    }
    return List.of(table.node());
  }

  private static Optional<Node> charts(Evaluation evaluation) {
    List<Node> charts = new ArrayList<>();
    EvaluationCharts.of(List.of(evaluation)).forEach(chart -> charts.add(new Picture(chart)));
    return charts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Words.part("charts", "Charts", List.of(Element.of("div", charts).styled("charts"))));
  }

  private static Optional<Node> confusion(Evaluation evaluation) {
    int classes = evaluation.classes().size();
    if (evaluation.confusion().isEmpty() || classes > MOST_CLASSES) {
      return Optional.empty();
    }
    Table table =
        new Table("Rows by label and decision")
            .words("Label, then decision")
            .numbers(evaluation.classes().toArray(String[]::new));
    for (int label = 0; label < classes; label++) {
      List<Long> counts = evaluation.confusion().subList(label * classes, (label + 1) * classes);
      long sum = Math.max(1, counts.stream().mapToLong(Long::longValue).sum());
      List<Node> cells = new ArrayList<>();
      cells.add(Words.text(evaluation.classes().get(label)));
      for (long count : counts) {
        cells.add(
            Element.of("span", Words.grouped(count))
                .styled("heat-" + Math.round((double) HEATS * count / sum)));
      }
      table.row(cells);
    }
    String threshold =
        Float.isNaN(evaluation.threshold())
            ? "The most probable class is decided for."
            : "Decided for "
                + evaluation.classes().getLast()
                + " from a score of "
                + Numbers.text(evaluation.threshold())
                + " on.";
    return Optional.of(
        Words.part("confusion", "Confusion", List.of(Words.note(threshold), table.node())));
  }

  private static Optional<Node> slices(Evaluation evaluation) {
    List<SliceResult> slices = evaluation.results().slices();
    if (slices.isEmpty()) {
      return Optional.empty();
    }
    String[] metrics =
        slices.getFirst().estimates().stream()
            .map(Estimate::metric)
            .limit(SLICE_METRICS)
            .toArray(String[]::new);
    Table table = new Table("Slices").words("Slice").numbers("Rows").numbers(metrics);
    for (SliceResult slice : slices.stream().limit(MOST_SLICES).toList()) {
      List<Node> cells = new ArrayList<>();
      cells.add(Words.text(slice.by() + " = " + slice.value()));
      cells.add(Words.count(slice.rows()));
      for (String metric : metrics) {
        cells.add(
            Words.text(
                slice.estimates().stream()
                    .filter(estimate -> estimate.metric().equals(metric))
                    .findFirst()
                    .map(Numbers::withInterval)
                    .orElse("–")));
      }
      table.row(cells);
    }
    List<Node> content = new ArrayList<>();
    content.add(table.node());
    if (slices.size() > MOST_SLICES) {
      content.add(Words.note("and " + (slices.size() - MOST_SLICES) + " more"));
    }
    return Optional.of(Words.part("slices", "Slices", content));
  }

  private static Element lineage(ModelVersion version) {
    VersionLineage lineage = version.lineage();
    return new Facts()
        .fact("Run", Links.run(lineage.run()))
        .fact("Registered", Words.time(version.at()))
        .fact("By", Words.actor(version.actor()))
        .fact("Reason", version.reason().isBlank() ? "none given" : version.reason())
        .fact("Scorer", Words.code(version.scorer().hex()))
        .fact("Data cut", Words.code(lineage.cut().hex()))
        .fact("Schema", Words.code(lineage.schema().hex()))
        .fact("Feature plan", Words.code(lineage.plan().hex()))
        .fact("Learner", lineage.learner())
        .fact("Settings", Words.code(CanonicalJson.text(lineage.settings())))
        .fact("Seed", Words.code(Long.toString(lineage.seed())))
        .fact("Program", Words.code(lineage.revision()))
        .fact("Java", Words.code(lineage.jdk()))
        .fact("Libraries", Words.code(CanonicalJson.text(lineage.libraries())))
        .node();
  }

  private static Element statements(List<EvidenceRecord> evidence) {
    if (evidence.isEmpty()) {
      return Words.note("None.");
    }
    Table table =
        new Table("Statements, newest first").words("Kind", "Content", "By", "Why").whole("When");
    for (EvidenceRecord record : evidence.reversed()) {
      table.row(
          Words.text(record.evidence().kind().value()),
          Words.code(record.evidence().blob().brief()),
          Words.text(Words.actor(record.actor())),
          Words.text(record.reason()),
          Words.time(record.at()));
    }
    return table.node();
  }
}
