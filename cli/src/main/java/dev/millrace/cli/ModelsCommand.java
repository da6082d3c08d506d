package dev.millrace.cli;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.RegistryQueries;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace models}: what is registered, and which version is chosen. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "List models, show their versions, choose one, roll back.",
    footer = {
      "",
      "Examples:",
      "  millrace models list",
      "  millrace models rollback chicago-taxi --reason \"worse on airport trips\""
    })
final class ModelsCommand implements Runnable {
  private static final int MOST_METRICS = 6;

  @Spec CommandSpec spec;

  private final Terminal terminal;

  ModelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "one of list, show, choose, rollback is missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the models.",
      footer = {"", "Example:", "  millrace models list --json"})
  int list(@Mixin CommonOptions common) {
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      List<RegisteredModel> models =
          home.store().stores().registryQueries().listModels(Users.PROJECT);
      if (common.json) {
        print(Json.members().put("models", models.stream().map(ModelsCommand::json).toList()));
      } else if (models.isEmpty()) {
        terminal.out().println("no models yet: millrace run PIPELINE registers one");
      } else {
        terminal
            .out()
            .println(String.format(Locale.ROOT, "%-30s %8s %10s", "model", "versions", "champion"));
        for (RegisteredModel model : models) {
          terminal
              .out()
              .println(
                  String.format(
                      Locale.ROOT,
                      "%-30s %8d %10s",
                      model.model(),
                      model.latest(),
                      champion(model)));
        }
      }
    }
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show the versions of a model and the history of its champion.",
      footer = {"", "Example:", "  millrace models show chicago-taxi"})
  int show(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "MODEL", description = "Name of the model.") String name) {
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      RegistryQueries queries = home.store().stores().registryQueries();
      RegisteredModel model = queries.loadModel(Users.PROJECT, new ModelName(name));
      List<ModelVersion> versions = queries.listVersions(Users.PROJECT, model.model());
      if (common.json) {
        print(
            Json.members()
                .put("model", json(model))
                .put("versions", versions.stream().map(ModelsCommand::json).toList()));
        return 0;
      }
      for (ModelVersion version : versions) {
        String mark =
            model.champion().isPresent() && model.champion().getAsInt() == version.version()
                ? "  (champion)"
                : "";
        terminal
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "%s version %d%s%n    made %s by %s, run %s, scorer %s",
                    model.model(),
                    version.version(),
                    mark,
                    version.at().truncatedTo(ChronoUnit.SECONDS),
                    version.actor().name(),
                    version.lineage().run().brief(),
                    version.scorer().brief()));
        version.metrics().stream()
            .limit(MOST_METRICS)
            .forEach(
                metric ->
                    terminal
                        .out()
                        .println(
                            String.format(
                                Locale.ROOT, "    %-29s %.5g", metric.name(), metric.value())));
        if (version.metrics().size() > MOST_METRICS) {
          terminal
              .out()
              .println(
                  String.format(
                      Locale.ROOT,
                      "    and %d more metrics: --json has them all",
                      version.metrics().size() - MOST_METRICS));
        }
      }
      model
          .choices()
          .forEach(
              choice ->
                  terminal
                      .out()
                      .println(
                          String.format(
                              Locale.ROOT,
                              "%s chose version %d: %s (%s)",
                              choice.actor().name(),
                              choice.version(),
                              choice.reason(),
                              choice.at().truncatedTo(ChronoUnit.SECONDS))));
    }
    return 0;
  }

  @Command(
      name = "choose",
      mixinStandardHelpOptions = true,
      description = "Make a version the champion.",
      footer = {"", "Example:", "  millrace models choose chicago-taxi 3 --reason \"signed off\""})
  int choose(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "MODEL", description = "Name of the model.") String name,
      @Parameters(paramLabel = "VERSION", description = "Number of the version.") int version,
      @Option(names = "--reason", required = true, description = "Why, for the record.")
          String reason) {
    return change(
        common,
        (home, model) ->
            home.store()
                .stores()
                .registry()
                .choose(
                    Users.change(reason, home.clock().instant()),
                    new ChampionRequest(
                        model.model(), version, model.champion(), ChampionChoice.Kind.PROMOTE)),
        name);
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Make the version chosen before the champion again.",
      footer = {"", "Example:", "  millrace models rollback chicago-taxi --reason \"worse\""})
  int rollback(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "MODEL", description = "Name of the model.") String name,
      @Option(names = "--reason", required = true, description = "Why, for the record.")
          String reason) {
    return change(
        common,
        (home, model) ->
            home.store()
                .stores()
                .registry()
                .rollBack(
                    Users.change(reason, home.clock().instant()), model.model(), model.champion()),
        name);
  }

  /** A change of a model's champion. */
  private interface Choice {
    ChampionChoice make(OpenHome home, RegisteredModel model);
  }

  private int change(CommonOptions common, Choice choice, String name) {
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      RegisteredModel model =
          home.store().stores().registryQueries().loadModel(Users.PROJECT, new ModelName(name));
      ChampionChoice made = choice.make(home, model);
      if (common.json) {
        print(Json.members().put("model", made.model().value()).put("champion", made.version()));
      } else {
        terminal
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "champion of %s: version %d (was %s)",
                    made.model(),
                    made.version(),
                    champion(model)));
      }
    }
    return 0;
  }

  private static String champion(RegisteredModel model) {
    return model.champion().isPresent() ? Integer.toString(model.champion().getAsInt()) : "none";
  }

  private static Json json(RegisteredModel model) {
    MembersBuilder members =
        Json.members().put("name", model.model().value()).put("latest", model.latest());
    model.champion().ifPresent(version -> members.put("champion", version));
    return members.build();
  }

  private static Json json(ModelVersion version) {
    MembersBuilder metrics = Json.members();
    for (MetricValue metric : version.metrics()) {
      metrics.put(metric.name(), metric.value());
    }
    return Json.members()
        .put("version", version.version())
        .put("scorer", version.scorer().hex())
        .put("run", version.lineage().run().value())
        .put("cut", version.lineage().cut().hex())
        .put("learner", version.lineage().learner())
        .put("settings", version.lineage().settings())
        .put("at", version.at().toString())
        .put("actor", version.actor().name())
        .put("metrics", metrics.build())
        .build();
  }

  private void print(MembersBuilder members) {
    terminal.out().println(CanonicalJson.text(members.build()));
  }
}
