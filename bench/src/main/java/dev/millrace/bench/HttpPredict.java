package dev.millrace.bench;

import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.monitor.WindowTallies;
import dev.millrace.core.serve.LiveReleases;
import dev.millrace.core.serve.PredictSettings;
import dev.millrace.core.serve.Predictor;
import dev.millrace.core.serve.ReleaseKeeper;
import dev.millrace.core.serve.ServedModels;
import dev.millrace.core.serve.TrafficTallies;
import dev.millrace.core.serve.log.Durability;
import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionIds;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.Sampling;
import dev.millrace.server.api.PredictRoutes;
import dev.millrace.server.http.Server;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.sqlite.SqliteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP predictions with checks, log and monitor beside a fixed reply of the same server, in turns.
 * Arguments: a home with a live model, the model's name, a file with one row as JSON, seconds for
 * each run, connections, runs. The home's log gets the predictions.
 */
public final class HttpPredict {
  private static final ProjectName PROJECT = new ProjectName("default");

  private HttpPredict() {}

  public static void main(String[] args) throws IOException {
    String model = args[1];
    String body = "{\"rows\":[" + Files.readString(Path.of(args[2])).strip() + "]}";
    long seconds = args.length > 3 ? Long.parseLong(args[3]) : 5;
    int connections = args.length > 4 ? Integer.parseInt(args[4]) : 32;
    int runs = args.length > 5 ? Integer.parseInt(args[5]) : 4;
    Clock clock = Clock.systemUTC();
    Home home = Home.open(Path.of(args[0]));
    try (LocalStore store =
        LocalStore.open(home, SqliteSettings.DEFAULTS, clock, Checkpoints.NONE)) {
      for (boolean watched : List.of(true, false)) {
        measure(store, home, clock, model, body, seconds, connections, runs, watched);
      }
    }
  }

  private static void measure(
      LocalStore store,
      Home home,
      Clock clock,
      String model,
      String body,
      long seconds,
      int connections,
      int runs,
      boolean watched)
      throws IOException {
    PredictionIds ids = new PredictionIds(new SecureRandom());
    NodeId node =
        NodeId.of(ids.next(ChronoUnit.MICROS.between(java.time.Instant.EPOCH, clock.instant())));
    TrafficTallies tallies =
        watched
            ? new WindowTallies(
                store.blobs(),
                store.stores().serving().windows(),
                PROJECT,
                new NodeName(node.value()),
                target -> MonitorSettings.DEFAULTS,
                Runtime.getRuntime().availableProcessors())
            : TrafficTallies.NONE;
    LiveReleases live = new LiveReleases();
    ReleaseKeeper keeper =
        new ReleaseKeeper(
            store.stores(),
            new ServedModels(store.blobs(), tallies),
            live,
            PROJECT,
            new NodeName(node.value()),
            clock);
    keeper.tick();
    Path folder = home.log().resolve("bench-" + node);
    Sampling sampling = watched ? Sampling.EVERYTHING : new Sampling(Double.MIN_VALUE);
    try (PredictionLog log =
            PredictionLog.open(
                folder,
                node,
                LogSettings.DEFAULTS,
                sampling,
                clock,
                Thread.ofPlatform().factory());
        Server server =
            HttpFixedReply.start(
                new ArrayList<>(
                    new PredictRoutes(
                            new Predictor(
                                live, log, ids, PredictSettings.DEFAULTS, clock, System::nanoTime),
                            Durability.PROCESS)
                        .routes()))) {
      byte[] fixed = LoadGenerator.post("/fixed/model/reply", body);
      byte[] predict = LoadGenerator.post("/api/v1/models/" + model + "/predict", body);
      String name = watched ? "predict, log, monitor" : "predict alone";
      for (int run = 1; run <= runs; run++) {
        String warming = run == 1 ? " (warming)" : "";
        System.out.println(
            new LoadGenerator(server.port(), fixed, connections)
                .run("fixed reply" + warming, seconds));
        System.out.println(
            new LoadGenerator(server.port(), predict, connections).run(name + warming, seconds));
      }
      System.out.println("lost from the log: " + log.predictionCounts().lost());
    }
  }
}
