package dev.millrace.cli;

import dev.millrace.core.simulate.Simulation;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code millrace simulate}: the closed loop with a virtual clock and injected failures. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Run the rules of releases and triggers against a model of servers, log and trainer in which"
          + " everything fails that can, and tell what should hold and did not.",
      "The same seed gives the same run. Exit code 1 when something did not hold."
    },
    footer = {"", "Example:", "  millrace simulate --seeds 1000"})
final class SimulateCommand implements Callable<Integer> {
  private static final long MOST = 10_000_000;

  private final Terminal terminal;

  @Option(names = "--seed", description = "The first seed (default: ${DEFAULT-VALUE}).")
  long seed = 0;

  @Option(names = "--seeds", description = "Number of runs (default: ${DEFAULT-VALUE}).")
  long seeds = 100;

  @Option(
      names = "--minutes",
      description = "Virtual minutes with failures in each run (default: ${DEFAULT-VALUE}).")
  long minutes = 3;

  @Option(names = "--json", description = "Write one JSON document to standard output.")
  boolean json;

  SimulateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Duration time = Duration.ofMinutes(Math.clamp(minutes, 1, 10_000));
    List<Simulation.Result> results =
        LongStream.range(seed, seed + Math.clamp(seeds, 1, MOST))
            .mapToObj(number -> new Simulation(number).run(time))
            .toList();
    List<Simulation.Result> broken =
        results.stream().filter(result -> !result.broken().isEmpty()).toList();
    Json.Members counts =
        Json.members()
            .put("runs", results.size())
            .put("events", sum(results, Simulation.Result::events))
            .put("epochs", sum(results, Simulation.Result::epochs))
            .put("attempts", sum(results, Simulation.Result::attempts))
            .put("predictions", sum(results, Simulation.Result::predictions))
            .put("labels", sum(results, Simulation.Result::labels))
            .put("unacknowledged", sum(results, Simulation.Result::lost))
            .put(
                "broken",
                broken.stream()
                    .map(
                        result ->
                            Json.members()
                                .put("seed", result.seed())
                                .put("what", Json.texts(result.broken()))
                                .build())
                    .toList())
            .build();
    if (json) {
      terminal.out().println(CanonicalJson.text(counts));
    } else {
      print(results, broken);
    }
    return broken.isEmpty() ? 0 : 1;
  }

  private void print(List<Simulation.Result> results, List<Simulation.Result> broken) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%,d runs, %,d events: %,d epochs, %,d training runs, %,d predictions and %,d labels"
                + " acknowledged, %,d predictions lost before they were%n",
            results.size(),
            sum(results, Simulation.Result::events),
            sum(results, Simulation.Result::epochs),
            sum(results, Simulation.Result::attempts),
            sum(results, Simulation.Result::predictions),
            sum(results, Simulation.Result::labels),
            sum(results, Simulation.Result::lost));
    for (Simulation.Result result : broken) {
      result
          .broken()
          .forEach(what -> terminal.out().println("seed " + result.seed() + ": " + what));
    }
    if (broken.isEmpty()) {
      terminal.out().println("everything held");
    }
  }

  private static long sum(
      List<Simulation.Result> results, java.util.function.ToLongFunction<Simulation.Result> part) {
    return results.stream().mapToLong(part).sum();
  }
}
