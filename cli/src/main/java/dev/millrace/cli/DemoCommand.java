package dev.millrace.cli;

import dev.millrace.core.flow.StageRange;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code millrace demo}: the whole flow on real taxi trips, predictions, and the loop live. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Run the Chicago taxi example, score with its model; then serve, drift, retrain, roll"
            + " back.",
    footer = {"", "Example:", "  millrace demo"})
final class DemoCommand implements Callable<Integer> {
  private static final String ROW =
      """
      {"fare":12.45,"trip_miles":3.1,"trip_seconds":900,"payment_type":"Credit Card","company":null,\
      "trip_start_timestamp":"2016-05-16T19:45:00Z","trip_start_month":5,"trip_start_hour":19,\
      "trip_start_day":2,"pickup_community_area":8,"pickup_latitude":41.9,"pickup_longitude":-87.63,\
      "dropoff_community_area":32,"dropoff_latitude":41.88,"dropoff_longitude":-87.63,\
      "dropoff_census_tract":null}\
      """;

  private final Terminal terminal;

  @Mixin CommonOptions common;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path example = example();
    Path pipeline = example.resolve("pipeline.yaml");
    PipelineRun.Ended ended =
        new PipelineRun(terminal, common, pipeline, StageRange.ALL, "demo").run();
    ModelVersion version = ended.summary().version();
    if (ended.exitCode() != 0 || version == null) {
      return ended.exitCode();
    }
    String home = common.home(example).toString();
    Path scores = Path.of(home).resolve("log").resolve("demo-scores.csv");
    String model = version.model().value();
    say("batch: millrace predict " + model + " --input trips-to-score.csv");
    int batch =
        Main.run(
            new String[] {
              "predict",
              model,
              "--home",
              home,
              "--input",
              example.resolve("trips-to-score.csv").toString(),
              "--output",
              scores.toString(),
              "--force"
            },
            terminal);
    say("scores: " + scores);
    say("one row: millrace predict " + model + " --row '" + ROW + "'");
    int one = Main.run(new String[] {"predict", model, "--home", home, "--row", ROW}, terminal);
    say("report: " + ended.report());
    if (Math.max(batch, one) != 0) {
      return Math.max(batch, one);
    }
    say("");
    say(
        "now live, in a folder of its own: a server, traffic that drifts, and what is done about"
            + " it");
    Path live = Path.of(home).resolve("log").resolve("demo");
    new LiveDemo(terminal.err(), live, example).run();
    say(
        "look       millrace serve --home "
            + shown(live.resolve("home"))
            + "   (it is all on its pages)");
    return 0;
  }

  /** As short as it can be said from here. */
  private static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }

  private void say(String text) {
    terminal.err().println(text);
  }

  /**
   * The example beside the program: in the folder named by the launcher, or in the one it runs in.
   */
  private static Path example() {
    String root = System.getProperty("millrace.root", "");
    Path example = Path.of(root).resolve("examples").resolve("chicago-taxi");
    if (!Files.isDirectory(example)) {
      throw Problem.of(ErrorCode.USAGE, "the example is not here")
          .found(example.toAbsolutePath().toString())
          .next("Run the program from its checkout: ./millrace demo")
          .asException();
    }
    return example.toAbsolutePath().normalize();
  }
}
