package dev.millrace.cli;

import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.PhaseMove;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace models phase}: how far people have taken a version. */
@Command(
    name = "phase",
    mixinStandardHelpOptions = true,
    description = {
      "Say how far a version has been taken: assessment, development or live-experiment.",
      "Nothing is trained, judged or released by it."
    },
    footer = {
      "",
      "Example:",
      "  millrace models phase chicago-taxi/3 live-experiment --reason \"signed off in MR-17\""
    })
final class PhaseCommand implements Callable<Integer> {
  /** How phases are written. */
  static final ValueForm<ModelPhase> PHASE = ValueForms.choice(ModelPhase.class);

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "VERSION", description = "MODEL/VERSION or MODEL@ALIAS.")
  String name = "";

  @Parameters(paramLabel = "PHASE", description = "assessment, development or live-experiment.")
  String phase = "";

  @Option(names = "--reason", required = true, description = "Why, for the record.")
  String reason = "";

  private final Terminal terminal;

  PhaseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelPhase to = read(phase);
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Stores stores = home.store().stores();
      ModelReference of = ModelReference.read(stores.registryQueries(), name);
      if (of.version().isEmpty()) {
        throw Problem.of(ErrorCode.USAGE, "a version is in a phase, not a model")
            .found(name)
            .allowed(of.model() + "/NUMBER")
            .asException();
      }
      ModelVersion before =
          stores.registryQueries().loadVersion(Users.PROJECT, of.model(), of.number());
      if (before.phase() != to) {
        var _ =
            stores
                .registry()
                .move(
                    Users.change(reason, home.clock().instant()),
                    new PhaseMove(of.model(), of.number(), before.phase(), to));
      }
      terminal.out().println(common.json ? json(before, to) : text(before, to));
    }
    return 0;
  }

  private static ModelPhase read(String text) {
    try {
      return PHASE.parse().apply(text);
    } catch (IllegalArgumentException e) {
      throw Problem.of(ErrorCode.USAGE, "there is no such phase")
          .found(text)
          .allowed(PHASE.allowed())
          .asException();
    }
  }

  private static String json(ModelVersion before, ModelPhase to) {
    return CanonicalJson.text(
        Json.members()
            .put("model", before.model().value())
            .put("version", before.version())
            .put("from", PHASE.print().apply(before.phase()))
            .put("to", PHASE.print().apply(to))
            .build());
  }

  private static String text(ModelVersion before, ModelPhase to) {
    String place = before.model() + "/" + before.version() + ": ";
    return before.phase() == to
        ? place + "in phase " + PHASE.print().apply(to) + " already"
        : place + PHASE.print().apply(before.phase()) + " -> " + PHASE.print().apply(to);
  }
}
