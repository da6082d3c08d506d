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
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.LabelChange;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelLabel;
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
    subcommands = {ModelsSearchCommand.class, ModelsImportCommand.class, PhaseCommand.class},
    description =
        "List, search and import models, show and label their versions, choose one, roll back.",
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
        spec.commandLine(),
        "one of list, search, show, import, describe, tag, alias, phase, choose, rollback is"
            + " missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the models.",
      footer = {"", "Example:", "  millrace models list --json"})
  int list(@Mixin CommonOptions common) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
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
      description = "Show a model with its versions and champions, or all of one version.",
      footer = {
        "",
        "Examples:",
        "  millrace models show chicago-taxi",
        "  millrace models show chicago-taxi/3",
        "  millrace models show chicago-taxi@stable"
      })
  int show(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "MODEL", description = "MODEL, MODEL/VERSION or MODEL@ALIAS.")
          String name) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      RegistryQueries queries = home.store().stores().registryQueries();
      ModelReference reference = ModelReference.read(queries, name);
      RegisteredModel model = queries.loadModel(Users.PROJECT, reference.model());
      if (reference.version().isPresent()) {
        one(
            common,
            new VersionScreen(
                home,
                model,
                queries.loadVersion(Users.PROJECT, model.model(), reference.number())));
        return 0;
      }
      List<ModelVersion> versions = queries.listVersions(Users.PROJECT, model.model());
      List<ModelLabel> labels = queries.listLabels(Users.PROJECT, model.model());
      if (common.json) {
        print(
            Json.members()
                .put("model", json(model))
                .put("labels", LabelSteps.json(labels))
                .put("versions", versions.stream().map(ModelsCommand::json).toList()));
        return 0;
      }
      for (ModelLabel label : labels) {
        terminal
            .out()
            .println(
                (label.version() == 0 ? "" : "version " + label.version() + " ")
                    + label.kind().name().toLowerCase(Locale.ROOT)
                    + ": "
                    + LabelSteps.text(label));
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

  private void one(CommonOptions common, VersionScreen screen) {
    if (common.json) {
      terminal.out().println(CanonicalJson.text(screen.json()));
      return;
    }
    screen
        .lines()
        .forEach(
            line ->
                terminal
                    .out()
                    .println(
                        String.format(Locale.ROOT, "%-24s %s", line.getKey(), line.getValue())));
  }

  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description = "Say what a model or a version is; an empty text takes it back.",
      footer = {"", "Example:", "  millrace models describe taxi \"Tips of taxi trips\""})
  int describe(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "MODEL", description = "MODEL, MODEL/VERSION or MODEL@ALIAS.")
          String name,
      @Parameters(paramLabel = "TEXT", description = "The description.") String text,
      @Option(names = "--reason", description = "Why, for the record.", defaultValue = "")
          String reason) {
    return new LabelSteps(terminal, common, reason)
        .change(name, ModelLabel.Kind.DESCRIPTION, "", text, action(text.isEmpty()));
  }

  @Command(
      name = "tag",
      mixinStandardHelpOptions = true,
      description = "Give a model or a version a tag with a value, or take it away.",
      footer = {"", "Example:", "  millrace models tag chicago-taxi/3 ticket MR-17"})
  int tag(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "MODEL", description = "MODEL, MODEL/VERSION or MODEL@ALIAS.")
          String name,
      @Parameters(paramLabel = "TAG", description = "Name of the tag.") String tag,
      @Parameters(paramLabel = "VALUE", arity = "0..1", defaultValue = "", description = "Value.")
          String value,
      @Option(names = "--remove", description = "Take the tag away.") boolean remove,
      @Option(names = "--reason", description = "Why, for the record.", defaultValue = "")
          String reason) {
    return new LabelSteps(terminal, common, reason)
        .change(name, ModelLabel.Kind.TAG, tag, value, action(remove));
  }

  @Command(
      name = "alias",
      mixinStandardHelpOptions = true,
      description = "Let a name stand for a version; it moves when it stood for another.",
      footer = {"", "Example:", "  millrace models alias chicago-taxi/3 stable"})
  int alias(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "MODEL/VERSION", description = "The version.") String name,
      @Parameters(paramLabel = "ALIAS", description = "The name.") String alias,
      @Option(names = "--remove", description = "Take the alias away.") boolean remove,
      @Option(names = "--reason", description = "Why, for the record.", defaultValue = "")
          String reason) {
    return new LabelSteps(terminal, common, reason)
        .change(name, ModelLabel.Kind.ALIAS, alias, "", action(remove));
  }

  private static LabelChange.Action action(boolean remove) {
    return remove ? LabelChange.Action.REMOVE : LabelChange.Action.SET;
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
          return new Releases(stores, home.store().blobs())
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
                      Servers.listening(
                          stores.serving().nodes(), EnvironmentName.PRODUCTION, change.at())));
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
            new Releases(home.store().stores(), home.store().blobs())
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
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
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
