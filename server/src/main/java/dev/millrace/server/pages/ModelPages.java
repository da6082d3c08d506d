package dev.millrace.server.pages;

import dev.millrace.server.http.Response;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoute;
import dev.millrace.spi.store.ReleaseTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /models}: what is registered, and each model with its versions. */
final class ModelPages {
  private static final int MOST_VERSIONS = 200;
  private static final int MOST_METRICS = 3;
  private static final List<String> TELLING =
      List.of("test.auc", "test.log_loss", "test.cost", "test.rmse", "test.mae", "test.r2");

  private final Sources sources;

  ModelPages(Sources sources) {
    this.sources = sources;
  }

  /** Every model. */
  Response list() {
    List<RegisteredModel> models = sources.stores().registryQueries().listModels(sources.project());
    if (models.isEmpty()) {
      return Frame.page(Place.MODELS, "Models", List.of(none()));
    }
    Table table =
        new Table("Models")
            .words("Model")
            .numbers("Versions")
            .words("Champion")
            .whole("Since")
            .words("Watch");
    for (RegisteredModel model : models) {
      boolean chosen = model.champion().isPresent();
      table.row(
          Links.model(model.model()),
          Words.count(model.latest()),
          chosen
              ? Links.version(model.model(), model.champion().getAsInt())
              : Element.of("span", "none yet").styled("quiet"),
          chosen ? Words.time(model.choices().getLast().at()) : Words.text("–"),
          Links.monitor(model.model()));
    }
    return Frame.page(Place.MODELS, "Models", List.of(table.node()));
  }

  static Element none() {
    return Words.nothing(
        "No model is registered yet.",
        "From a data file to a model that answers:",
        "millrace up FILE --label COLUMN");
  }

  /** One model. */
  Response show(ModelName name) {
    RegisteredModel model = sources.stores().registryQueries().loadModel(sources.project(), name);
    List<Node> content = new ArrayList<>();
    content.add(
        Element.of(
            "p",
            Words.link("/releases#" + name, "releases"),
            Words.text(" · "),
            Words.link("/monitor/" + name, "drift and traffic")));
    content.add(Words.part("versions", "Versions", List.of(versions(model))));
    content.add(Words.part("champions", "Champions, newest first", List.of(champions(model))));
    return Frame.page(Place.MODELS, "Model " + name, content);
  }

  private Element versions(RegisteredModel model) {
    List<ModelVersion> all =
        sources.stores().registryQueries().listVersions(sources.project(), model.model());
    List<ModelVersion> newest = all.stream().limit(MOST_VERSIONS).toList();
    if (newest.isEmpty()) {
      return Words.note("None.");
    }
    List<String> metrics = telling(newest.getFirst());
    Map<Integer, String> live = live(model.model());
    Table table =
        new Table("Versions, newest first")
            .whole("Version")
            .words("State")
            .numbers(metrics.stream().map(ModelPages::brief).toArray(String[]::new))
            .words("Run", "By")
            .whole("Registered");
    for (ModelVersion version : newest) {
      List<Node> cells = new ArrayList<>();
      cells.add(Links.version(model.model(), version.version()));
      cells.add(state(model, version, live));
      for (String metric : metrics) {
        cells.add(
            Words.text(
                version.metrics().stream()
                    .filter(value -> value.name().equals(metric))
                    .findFirst()
                    .map(value -> String.format(Locale.ROOT, "%.4f", value.value()))
                    .orElse("–")));
      }
      cells.add(Links.run(version.lineage().run()));
      cells.add(Words.text(Words.actor(version.actor())));
      cells.add(Words.time(version.at()));
      table.row(cells);
    }
    Element node = table.node();
    return all.size() > MOST_VERSIONS
        ? Element.of("div", node, Words.note("The newest " + MOST_VERSIONS + " are shown."))
        : node;
  }

  /** The metrics people ask for first, of those that were stated. */
  private static List<String> telling(ModelVersion version) {
    List<String> stated = version.metrics().stream().map(MetricValue::name).toList();
    return Stream.concat(TELLING.stream().filter(stated::contains), stated.stream())
        .distinct()
        .limit(MOST_METRICS)
        .toList();
  }

  /** Versions are measured on test rows, so that no head has to say it. */
  private static String brief(String metric) {
    return metric.startsWith("test.") ? metric.substring(5) : metric;
  }

  private static Element state(
      RegisteredModel model, ModelVersion version, Map<Integer, String> live) {
    Element state = Element.of("span", Words.text(Words.name(version.phase()) + " "));
    if (model.champion().isPresent() && model.champion().getAsInt() == version.version()) {
      state = state.add(Words.badge("main", "champion"), Words.text(" "));
    }
    String where = live.get(version.version());
    return where == null ? state : state.add(Words.badge("good", where));
  }

  /** What share of the traffic each version has now. */
  private Map<Integer, String> live(ModelName name) {
    Map<Integer, String> live = new LinkedHashMap<>();
    for (ReleaseEpoch epoch : sources.stores().serving().releases().current(sources.project())) {
      if (epoch.target().equals(ReleaseTarget.production(name))) {
        for (ReleaseRoute route : epoch.routes().routes()) {
          live.put(route.content().version(), "live " + Words.share(route.share()));
        }
      }
    }
    return live;
  }

  private static Element champions(RegisteredModel model) {
    if (model.choices().isEmpty()) {
      return Words.nothing(
          "No version was chosen yet.",
          "Release one with",
          "millrace releases create " + model.model() + " " + model.latest() + " --reason \"…\"");
    }
    Table table =
        new Table("Champions, newest first").words("Version", "How", "By", "Why").whole("When");
    for (ChampionChoice choice : model.choices().reversed()) {
      table.row(
          Links.version(model.model(), choice.version()),
          Words.text(Words.name(choice.kind())),
          Words.text(Words.actor(choice.actor())),
          Words.text(choice.reason()),
          Words.time(choice.at()));
    }
    return table.node();
  }
}
