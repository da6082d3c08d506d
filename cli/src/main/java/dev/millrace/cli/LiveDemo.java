package dev.millrace.cli;

import dev.millrace.core.flow.StageRange;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.store.ModelVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The second half of the demo: a server that answers, traffic that drifts, a run that follows, and
 * the way back. It has a folder and a home of its own, made anew each time.
 */
final class LiveDemo {
  private static final int ROWS = 1_000;
  private static final double TARIFF = 1.5;

  private final PrintStream out;
  private final Path folder;
  private final DemoTrips trips;

  /**
   * A demo that has not begun.
   *
   * @param folder is emptied
   */
  LiveDemo(PrintStream out, Path folder, Path example) {
    this.out = out;
    this.folder = folder;
    this.trips = new DemoTrips(example.resolve("trips.csv.gz"), folder);
  }

  /** Shows it all; what goes wrong is thrown. */
  void run() throws IOException, InterruptedException {
    trips.begin();
    Path pipeline = folder.resolve("pipeline.yaml");
    Path home = folder.resolve("home");
    CommonOptions options = new CommonOptions();
    options.home = home;
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    PipelineRun.Ended ended =
        new PipelineRun(
                new Terminal(nowhere, nowhere, false), options, pipeline, StageRange.ALL, "demo")
            .run();
    ModelVersion version = ended.summary().version();
    Landed landed = ended.summary().landed();
    if (ended.exitCode() != 0 || version == null || landed == null) {
      throw Problem.of(ErrorCode.GATE_REFUSED, "the model of the demo was refused")
          .at(pipeline.toString())
          .next("See the report: " + ended.report())
          .asException();
    }
    line("learned", "version 1 of 'taxi' from the first 6,000 trips");
    List<Json> usual;
    try (OpenHome open = OpenHome.open(home)) {
      usual = RealRows.of(open, List.of(open.home().folder()), version, landed, ROWS);
    }
    ServeConfig config = ServeConfig.read("demo", "server: { port: 0, stop: { lame-duck: 0s } }");
    List<ServedPipeline> served = ServedPipeline.read(List.of(pipeline));
    try (OpenHome open = OpenHome.open(home);
        Serving serving = Serving.start(open, config, EnvironmentName.PRODUCTION, served);
        DemoClient client = new DemoClient(serving.address(), open.store().stores())) {
      line("serving", serving.address() + " (pages are there while this runs)");
      show(client, usual, open, served.getFirst().config().monitor());
    }
    line("stopped", "the server finished what it had begun and left");
  }

  private void show(DemoClient client, List<Json> usual, OpenHome open, MonitorSettings monitor)
      throws IOException, InterruptedException {
    line("sent", "1,000 trips as they were learned from: " + client.send(usual));
    client.awaitWindow();
    List<Json> dearer = new ArrayList<>();
    // Twice, so that a window is full of them wherever the one before was closed.
    usual.forEach(row -> dearer.add(dearer(row)));
    usual.forEach(row -> dearer.add(dearer(row)));
    line("sent", "2,000 at half as much again, as by a new tariff: " + client.send(dearer));
    client.awaitDrift(open, monitor).forEach(words -> line("drift", words));
    line("decision", client.awaitDecision());
    trips.arrive(TARIFF);
    line("data", "a file with 3,000 trips by the new tariff arrives");
    line("decision", client.awaitRun());
    line("retrained", client.awaitVersion(2) + compared());
    line("released", client.ask(dearer.getFirst()));
    line("roll-back", client.rollBack(dearer.getFirst()));
  }

  private static Json dearer(Json row) {
    JsonObject trip = JsonObject.of(row);
    MembersBuilder changed = Json.members();
    for (String name : trip.names()) {
      Json value = trip.value(name);
      changed.put(
          name,
          name.equals("fare") && value != Json.Literal.NULL
              ? Json.of(trip.real(name) * TARIFF)
              : value);
    }
    return changed.build();
  }

  /** How the two versions do on the same test rows, by the run's own evaluation. */
  private String compared() throws IOException {
    Path said = folder.resolve("home").resolve("log").resolve("triggered").resolve("taxi-1.json");
    JsonObject run = JsonObject.of(JsonReader.read(Files.readAllBytes(said)));
    return String.format(
        Locale.ROOT,
        ": log loss %.3f on the test rows, %.3f by version 1",
        logLoss(run, "candidate"),
        logLoss(run, "champion"));
  }

  private static double logLoss(JsonObject run, String who) {
    return run.items("evaluations").stream()
        .map(JsonObject::of)
        .filter(evaluation -> evaluation.text("scorer").equals(who))
        .flatMap(evaluation -> evaluation.items("metrics").stream())
        .map(JsonObject::of)
        .filter(metric -> metric.text("name").equals("log_loss"))
        .findFirst()
        .orElseThrow()
        .real("value");
  }

  private void line(String head, String text) {
    out.println(String.format(Locale.ROOT, "%-10s %s", head, text));
    out.flush();
  }
}
