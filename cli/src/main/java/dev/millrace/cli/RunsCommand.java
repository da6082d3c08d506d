package dev.millrace.cli;

import dev.millrace.core.flow.SilentRuns;
import dev.millrace.core.queue.QueuePlace;
import dev.millrace.core.queue.QueueState;
import dev.millrace.core.queue.QueueStateJson;
import dev.millrace.core.queue.RunNeeds;
import dev.millrace.core.queue.RunQueue;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunQueries;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StageRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace runs}: what was run, and how it ended. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description =
        "List runs that wait and runs, newest first; show one with its stages; cancel one.",
    subcommands = {RunsListCommand.class, RunsCompareCommand.class, RunCancelCommand.class},
    footer = {
      "",
      "Examples:",
      "  millrace runs",
      "  millrace runs 3f9c2a1b",
      "  millrace runs list --filter \"metrics.test.auc > 0.9\"",
      "  millrace runs cancel 3f9c2a1b --reason \"wrong file\""
    })
final class RunsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run id, or how it begins.")
  @Nullable String run;

  @Option(names = "--limit", description = "Most runs listed (default: ${DEFAULT-VALUE}).")
  int limit = 20;

  RunsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      RunQueries queries =
          new SilentRuns(
              home.store().stores().runQueries(),
              owner -> Users.isGone(owner, home.clock().instant()),
              home.clock());
      List<RunSummary> runs =
          queries.list(
              Users.PROJECT, RunPage.newest(run == null ? Math.clamp(limit, 1, 1000) : 1000));
      if (run != null) {
        return show(queries.load(Users.PROJECT, find(runs, run)));
      }
      RunQueue queue = RunPlace.queue(home);
      list(runs, queue.find(Users.PROJECT), queue.budget());
    }
    return 0;
  }

  private static RunId find(List<RunSummary> runs, String prefix) {
    List<RunId> found =
        runs.stream().map(RunSummary::run).filter(id -> id.value().startsWith(prefix)).toList();
    if (found.size() != 1) {
      throw Problem.of(
              ErrorCode.RUN_UNKNOWN,
              found.isEmpty() ? "there is no such run" : "several runs begin so")
          .found(prefix)
          .next("List them with: millrace runs")
          .asException();
    }
    return found.get(0);
  }

  private void list(List<RunSummary> runs, QueueState queue, RunNeeds budget) {
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("runs", runs.stream().map(RunsCommand::json).toList())
                      .put("queue", QueueStateJson.of(queue))
                      .build()));
      return;
    }
    for (QueuePlace place : queue.waiting()) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s  %-24s %-10s %s  place %d, needs %s: %s",
                  place.run().brief(),
                  place.pipeline(),
                  "queued",
                  place.since(),
                  queue.position(place.run()).orElse(0),
                  place.needs().text(),
                  queue.why(budget)));
    }
    print(runs);
  }

  private void print(List<RunSummary> runs) {
    for (RunSummary summary : runs) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s  %-24s %-10s %s  %s",
                  summary.run().brief(),
                  summary.pipeline(),
                  summary.status().name().toLowerCase(Locale.ROOT),
                  summary.started(),
                  summary.problem().lines().findFirst().orElse("")));
    }
  }

  private int show(LoadedRun loaded) {
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("run", json(loaded.summary()))
                      .put("stages", loaded.stages().stream().map(RunsCommand::json).toList())
                      .build()));
      return 0;
    }
    print(List.of(loaded.summary()));
    for (StageRecord stage : loaded.stages()) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "  %2d %-16s %-8s %-7s %s",
                  stage.ordinal(),
                  stage.commit().stage(),
                  stage.commit().kind().name().toLowerCase(Locale.ROOT),
                  stage.commit().origin().name().toLowerCase(Locale.ROOT),
                  stage.commit().result().digest().brief()));
    }
    return 0;
  }

  private static Json json(RunSummary summary) {
    return Json.members()
        .put("run", summary.run().value())
        .put("pipeline", summary.pipeline().value())
        .put("status", summary.status().name())
        .put("started", summary.started().toString())
        .put("actor", summary.actor().name())
        .put("reason", summary.reason())
        .put("problem", summary.problem())
        .build();
  }

  private static Json json(StageRecord stage) {
    return Json.members()
        .put("stage", stage.commit().stage().value())
        .put("kind", stage.commit().kind().name())
        .put("origin", stage.commit().origin().name())
        .put("digest", stage.commit().result().digest().hex())
        .build();
  }
}
