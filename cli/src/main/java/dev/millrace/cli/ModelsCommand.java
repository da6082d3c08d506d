package dev.millrace.cli;

import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Servers;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.RegistryQueries;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
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
        (home, model) -> {
          Stores stores = home.store().stores();
          Change change = Users.change(reason, home.clock().instant());
          return new Releases(stores)
              .apply(
                  change,
                  ReleaseTarget.production(model.model()),
                  new ReleaseEvent.Propose(
                      change.key(),
                      ReleaseContents.of(
                          stores,
                          change.project(),
                          stores
                              .registryQueries()
                              .loadVersion(change.project(), model.model(), version)),
                      ReleaseStrategy.IMMEDIATE,
                      Servers.listening(stores.serving().nodes(), change.at())));
        },
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
            new Releases(home.store().stores())
                .apply(
                    Users.change(reason, home.clock().instant()),
                    ReleaseTarget.production(model.model()),
                    new ReleaseEvent.RollBack(OptionalInt.empty(), reason)),
        name);
  }

  /** A change of what is live in production, and so of the champion. */
  private interface Choice {
    Releases.Outcome make(OpenHome home, RegisteredModel model);
  }

  private int change(CommonOptions common, Choice choice, String name) {
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      RegistryQueries queries = home.store().stores().registryQueries();
      RegisteredModel before = queries.loadModel(Users.PROJECT, new ModelName(name));
      Releases.Outcome made = choice.make(home, before);
      RegisteredModel after = queries.loadModel(Users.PROJECT, before.model());
      if (common.json) {
        MembersBuilder members = Json.members().put("model", name).put("why", made.why());
        after.champion().ifPresent(version -> members.put("champion", version));
        print(members);
      } else {
        terminal
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "champion of %s: version %s (was %s); %s",
                    name,
                    champion(after),
                    champion(before),
                    made.why()));
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
