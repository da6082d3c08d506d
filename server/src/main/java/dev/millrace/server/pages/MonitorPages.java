package dev.millrace.server.pages;

import dev.millrace.core.monitor.Drift;
import dev.millrace.core.monitor.DriftFinding;
import dev.millrace.core.monitor.Reference;
import dev.millrace.core.monitor.WatchedColumn;
import dev.millrace.server.http.Response;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.server.pages.Node.Picture;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.WindowKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /monitor}: how far the world is from what models learned. */
final class MonitorPages {
  private static final int MOST_PICTURES = 12;
  private static final int MOST_WINDOWS = 48;

  private final Sources sources;

  MonitorPages(Sources sources) {
    this.sources = sources;
  }

  /** Every release in force in a line. */
  Response list() {
    List<ReleaseEpoch> current = sources.stores().serving().releases().current(sources.project());
    if (current.isEmpty()) {
      return Frame.page(Place.MONITOR, "Monitor", List.of(ReleasePages.none()));
    }
    Table table =
        new Table("Releases in force")
            .words("Model", "Environment", "Version")
            .numbers("Rows compared")
            .words("State");
    for (ReleaseEpoch epoch : current) {
      TrafficReading reading = TrafficReading.latest(sources, epoch);
      table.row(
          Words.link("/monitor/" + epoch.target().model(), epoch.target().model().value()),
          Words.text(epoch.target().environment().value()),
          Links.version(epoch.target().model(), reading.version()),
          Words.count(reading.now().map(span -> span.window().rows()).orElse(0L)),
          state(reading));
    }
    return Frame.live(Place.MONITOR, "Monitor", List.of(table.node()));
  }

  /** In one line how things are. */
  static Element state(TrafficReading reading) {
    if (reading.reference().isEmpty()) {
      return Element.of(
          "span", Words.badge("quiet", "not watched"), Words.text(" it has no reference"));
    }
    if (reading.now().isEmpty()) {
      return Element.of(
          "span",
          Words.badge("quiet", "too few rows"),
          Words.text(
              " "
                  + Words.grouped(reading.waiting())
                  + " of "
                  + Words.grouped(reading.settings().leastRows())));
    }
    List<DriftFinding> drifting = reading.drifting();
    return drifting.isEmpty()
        ? Words.badge("good", "no drift")
        : Element.of(
            "span",
            Words.badge("bad", "drift"),
            Words.text(
                " in "
                    + Words.counted(drifting.size(), "column", "columns")
                    + ": "
                    + String.join(
                        ", ", drifting.stream().limit(3).map(DriftFinding::column).toList())
                    + (drifting.size() > 3 ? " …" : "")));
  }

  /** One model, in every environment it is released to. */
  Response show(ModelName model) {
    var _ = sources.stores().registryQueries().loadModel(sources.project(), model);
    List<Node> content = new ArrayList<>();
    for (ReleaseEpoch epoch : sources.stores().serving().releases().current(sources.project())) {
      if (epoch.target().model().equals(model)) {
        watched(epoch, content);
      }
    }
    if (content.isEmpty()) {
      content.add(
          Words.nothing(
              "No version of this model is released, so there is no traffic to watch.",
              "Release one with",
              "millrace releases create " + model + " VERSION --reason \"…\""));
    }
    return Frame.live(Place.MONITOR, "Watching " + model, content);
  }

  private void watched(ReleaseEpoch epoch, List<Node> content) {
    TrafficReading reading = TrafficReading.history(sources, epoch);
    ReleaseTarget target = epoch.target();
    String in = target.environment().value();
    content.add(
        Element.of(
            "p",
            Links.version(target.model(), reading.version()),
            Words.text(" in " + in + ": "),
            state(reading)));
    if (reading.now().isPresent()) {
      TrafficReading.Span now = reading.now().get();
      content.add(
          Element.of(
                  "p",
                  Words.text(
                      "Now is " + Words.counted(now.window().rows(), "row", "rows") + " from "),
                  Words.time(now.from()),
                  Words.text(" to "),
                  Words.time(now.to()),
                  Words.text(
                      ". A column drifts when its population stability index (PSI) reaches its"
                          + " limit: "
                          + reading.settings().psi()
                          + " and what chance does to so many rows. The Jensen-Shannon distance is"
                          + " 0 for the same and 1 for nothing in common."))
              .styled("note"));
      content.add(
          Words.part(
              "inputs-" + in,
              "Inputs",
              compared("Inputs, the furthest first", reading, Side.INPUTS)));
      content.add(
          Words.part(
              "answers-" + in,
              "Answers",
              compared("Answers, the furthest first", reading, Side.ANSWERS)));
    } else if (reading.reference().isPresent()) {
      content.add(
          Words.nothing(
              "Windows of traffic are closed after "
                  + Words.duration(reading.settings().window())
                  + "; too few rows were seen so far to compare.",
              "Ask for predictions:",
              "POST /api/v1/models/" + target.model() + "/predict"));
    }
    reading.reference().ifPresent(reference -> unwatched(in, reference, content));
    content.add(Words.part("windows-" + in, "Traffic, newest first", List.of(traffic(target))));
    quality(target)
        .ifPresent(
            table ->
                content.add(Words.part("quality-" + in, "Quality, newest first", List.of(table))));
  }

  /** Which columns of a reference are compared. */
  private enum Side {
    INPUTS,
    ANSWERS
  }

  private static List<Node> compared(String caption, TrafficReading reading, Side side) {
    List<DriftFinding> findings = side == Side.INPUTS ? reading.inputs() : reading.answers();
    if (findings.isEmpty()) {
      return List.of(Words.note("None are compared."));
    }
    Table table =
        new Table(caption)
            .words("Column", "State")
            .numbers("PSI", "Limit", "Jensen-Shannon", "Values");
    for (DriftFinding finding : findings) {
      table.row(
          Words.text(finding.column()),
          finding.isDrift() ? Words.badge("bad", "drift") : Words.badge("good", "steady"),
          Words.real(finding.psi()),
          Words.real(finding.limit()),
          Words.real(finding.jensenShannon()),
          Words.count(finding.rows()));
    }
    List<Node> content = new ArrayList<>();
    content.add(table.node());
    List<Node> steady = new ArrayList<>();
    for (DriftFinding finding : findings.stream().limit(MOST_PICTURES).toList()) {
      (finding.isDrift() ? content : steady).add(pictures(reading, side, finding));
    }
    if (!steady.isEmpty()) {
      content.add(
          Element.of("details", Element.of("summary", "Charts of steady columns")).add(steady));
    }
    if (findings.size() > MOST_PICTURES) {
      content.add(Words.note("The " + MOST_PICTURES + " furthest are drawn."));
    }
    return content;
  }

  private static Element pictures(TrafficReading reading, Side side, DriftFinding finding) {
    Reference reference = reading.reference().orElseThrow();
    List<WatchedColumn> before = side == Side.INPUTS ? reference.inputs() : reference.answers();
    TrafficReading.Span now = reading.now().orElseThrow();
    List<WatchedColumn> after =
        side == Side.INPUTS ? now.window().inputs() : now.window().answers();
    List<DriftCharts.Moment> moments = new ArrayList<>();
    for (TrafficReading.Span span : reading.spans()) {
      List<DriftFinding> then =
          side == Side.INPUTS
              ? Drift.inputs(reference, span.window(), reading.settings().psi())
              : Drift.answers(reference, span.window(), reading.settings().psi());
      then.stream()
          .filter(found -> found.column().equals(finding.column()))
          .forEach(
              found -> moments.add(new DriftCharts.Moment(span.to(), found.psi(), found.limit())));
    }
    return Element.of(
            "div",
            Element.of("h3", finding.column()),
            Element.of(
                    "div",
                    new Picture(
                        DriftCharts.shares(
                            "% of values",
                            column(before, finding.column()).values(),
                            column(after, finding.column()).values())),
                    new Picture(DriftCharts.trend(moments)))
                .styled("pair"))
        .styled("feature");
  }

  private static WatchedColumn column(List<WatchedColumn> columns, String name) {
    return columns.stream()
        .filter(column -> column.name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void unwatched(String in, Reference reference, List<Node> content) {
    if (!reference.unwatched().isEmpty()) {
      Table table = new Table("Columns that are not compared").words("Column", "Why");
      reference
          .unwatched()
          .forEach((column, why) -> table.row(Words.text(column), Words.text(why)));
      content.add(Words.part("unwatched-" + in, "Not compared", List.of(table.node())));
    }
  }

  private Element traffic(ReleaseTarget target) {
    List<MonitorWindow> windows = windows(target, WindowKind.TRAFFIC);
    if (windows.isEmpty()) {
      return Words.note("No window was closed yet.");
    }
    Table table =
        new Table("Windows of traffic, newest first")
            .whole("From", "To")
            .words("Version")
            .numbers("Rows")
            .words("Server");
    for (MonitorWindow window : windows.reversed()) {
      table.row(
          Words.time(window.from()),
          Words.time(window.to()),
          Links.version(target.model(), window.version()),
          Words.text(Leaves.whole(window.content(), "rows").map(Words::grouped).orElse("–")),
          Words.code(
              window.node().value().substring(0, Math.min(8, window.node().value().length()))));
    }
    return table.node();
  }

  /** Whatever numbers the windows tell, a column each. */
  private Optional<Element> quality(ReleaseTarget target) {
    List<MonitorWindow> windows = windows(target, WindowKind.QUALITY);
    List<String> names =
        windows.stream()
            .flatMap(window -> Leaves.numbers(window.content()).keySet().stream())
            .distinct()
            .limit(MOST_PICTURES)
            .toList();
    if (windows.isEmpty()) {
      return Optional.empty();
    }
    Table table =
        new Table("Windows of quality, newest first")
            .whole("From", "To")
            .words("Version")
            .numbers(names.toArray(String[]::new));
    for (MonitorWindow window : windows.reversed()) {
      Map<String, String> values = new HashMap<>(Leaves.numbers(window.content()));
      List<Node> cells = new ArrayList<>();
      cells.add(Words.time(window.from()));
      cells.add(Words.time(window.to()));
      cells.add(Links.version(target.model(), window.version()));
      names.forEach(name -> cells.add(Words.text(values.getOrDefault(name, "–"))));
      table.row(cells);
    }
    return Optional.of(table.node());
  }

  private List<MonitorWindow> windows(ReleaseTarget target, WindowKind kind) {
    return sources
        .stores()
        .serving()
        .windows()
        .list(sources.project(), target, kind, Instant.EPOCH, MOST_WINDOWS);
  }
}
