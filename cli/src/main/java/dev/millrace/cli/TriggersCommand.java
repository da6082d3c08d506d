package dev.millrace.cli;

import dev.millrace.core.trigger.RetrainSettings;
import dev.millrace.core.trigger.TriggerEvent;
import dev.millrace.core.trigger.TriggerState;
import dev.millrace.core.trigger.TriggerStateJson;
import dev.millrace.core.trigger.Triggers;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace triggers}: what was decided about training again, and why. */
@Command(
    name = "triggers",
    mixinStandardHelpOptions = true,
    description = "Show what was decided about training again and why; ask for a run.",
    footer = {
      "",
      "Examples:",
      "  millrace triggers list",
      "  millrace triggers show chicago-taxi",
      "  millrace triggers request chicago-taxi --reason \"new tariff since Monday\""
    })
final class TriggersCommand implements Runnable {
  @Spec CommandSpec spec;

  private final Terminal terminal;

  TriggersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "one of list, show, request is missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Where the trigger of every pipeline stands.",
      footer = {"", "Example:", "  millrace triggers list --json"})
  int list(@Mixin CommonOptions common) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      List<MachineState> machines =
          home.store().stores().serving().machines().list(Users.PROJECT, MachineId.Kind.TRIGGER);
      if (common.json) {
        terminal
            .out()
            .println(
                CanonicalJson.text(
                    Json.members()
                        .put(
                            "triggers",
                            machines.stream()
                                .map(
                                    at ->
                                        Json.members()
                                            .put("pipeline", at.id().name())
                                            .put("at", at.at().toString())
                                            .put("state", at.state())
                                            .build())
                                .toList())
                        .build()));
      } else if (machines.isEmpty()) {
        terminal.out().println("no pipeline was ever looked after; see: millrace serve --help");
      } else {
        machines.forEach(at -> print(at.id().name(), TriggerStateJson.state(at.state())));
      }
    }
    return 0;
  }

  private void print(String pipeline, TriggerState state) {
    String words =
        state
            .running()
            .map(run -> "running since " + run.since() + ": " + run.reason())
            .orElseGet(() -> state.decision().isEmpty() ? "nothing to do" : state.decision());
    terminal.out().printf(Locale.ROOT, "%-24s %s%n", pipeline, words);
    state
        .noted()
        .values()
        .forEach(
            cause ->
                terminal
                    .out()
                    .printf(
                        Locale.ROOT,
                        "%-24s   only noted: %s %s%n",
                        "",
                        cause.kind().text(),
                        cause.words()));
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "The decisions about a pipeline, newest first.",
      footer = {"", "Example:", "  millrace triggers show chicago-taxi --limit 50"})
  int show(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "PIPELINE", description = "Name of the pipeline.") String pipeline,
      @Option(names = "--limit", description = "Most decisions shown (default: 20).")
          @Nullable Integer limit) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      MachineId id = Triggers.id(known(home, pipeline));
      List<Event> steps =
          new NewestEvents(home.store().stores().events())
              .ofSubject(id.toString(), Math.clamp(limit == null ? 20 : limit, 1, 1_000));
      if (common.json) {
        terminal
            .out()
            .println(
                CanonicalJson.text(
                    Json.members()
                        .put("pipeline", pipeline)
                        .put("decisions", steps.stream().map(TriggersCommand::json).toList())
                        .build()));
      } else {
        for (Event step : steps) {
          JsonObject detail = JsonObject.of(step.draft().detail());
          terminal
              .out()
              .printf(
                  Locale.ROOT,
                  "%s  %-9s %s%n",
                  step.change().at(),
                  detail.text("what"),
                  detail.object("detail").text("why"));
        }
      }
    }
    return 0;
  }

  private static Json json(Event step) {
    JsonObject detail = JsonObject.of(step.draft().detail());
    return Json.members()
        .put("at", step.change().at().toString())
        .put("actor", step.change().actor().name())
        .put("what", detail.text("what"))
        .put("detail", detail.value("detail"))
        .build();
  }

  @Command(
      name = "request",
      mixinStandardHelpOptions = true,
      description = "Ask the server that looks after a pipeline to run it.",
      footer = {"", "Example:", "  millrace triggers request chicago-taxi --reason \"new tariff\""})
  int request(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "PIPELINE", description = "Name of the pipeline.") String pipeline,
      @Option(names = "--reason", required = true, description = "Why, for the record.")
          String reason) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      PipelineName name = known(home, pipeline);
      Change change = Users.change(reason, home.clock().instant());
      Triggers.Outcome outcome =
          new Triggers(home.store().stores().serving().machines())
              .apply(
                  change,
                  name,
                  RetrainSettings.DEFAULTS,
                  new TriggerEvent.Requested(change.actor(), reason));
      if (common.json) {
        terminal
            .out()
            .println(
                CanonicalJson.text(
                    Json.members().put("pipeline", pipeline).put("why", outcome.why()).build()));
      } else {
        terminal.out().println(pipeline + ": " + outcome.why());
      }
    }
    return 0;
  }

  /** Only a pipeline that a server looks after has somebody who would run it. */
  private static PipelineName known(OpenHome home, String pipeline) {
    PipelineName name = new PipelineName(pipeline);
    Stores stores = home.store().stores();
    if (stores.serving().machines().find(Users.PROJECT, Triggers.id(name)).isEmpty()) {
      throw Problem.of(ErrorCode.USAGE, "no server ever looked after this pipeline")
          .found(pipeline)
          .next("Start one with: millrace serve --pipeline FILE; or run it with: millrace run FILE")
          .asException();
    }
    return name;
  }
}
