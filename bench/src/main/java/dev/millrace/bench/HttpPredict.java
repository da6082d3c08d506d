package dev.millrace.bench;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.sqlite.SqliteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * HTTP predictions with checks, with and without log and monitor, beside a fixed reply of the same
 * server, in turns; then the ratios of each turn's figures, their medians. Arguments: a home with a
 * live model, the model's name, a file with one row as JSON, seconds for each run, connections,
 * turns after the first, which warms. The home's log gets the predictions.
 */
public final class HttpPredict {
  private HttpPredict() {}

  public static void main(String[] args) throws IOException {
    String model = args[1];
    String body = "{\"rows\":[" + Files.readString(Path.of(args[2])).strip() + "]}";
    long seconds = args.length > 3 ? Long.parseLong(args[3]) : 5;
    int connections = args.length > 4 ? Integer.parseInt(args[4]) : 32;
    int turns = args.length > 5 ? Integer.parseInt(args[5]) : 4;
    byte[] fixed = LoadGenerator.post("/fixed/model/reply", body);
    byte[] predict = LoadGenerator.post("/api/v1/models/" + model + "/predict", body);
    Clock clock = Clock.systemUTC();
    Home home = Home.open(Path.of(args[0]));
    List<Turn> measured = new ArrayList<>();
    try (LocalStore store =
            LocalStore.open(home, SqliteSettings.DEFAULTS, clock, Checkpoints.NONE);
        ServedHome watched = ServedHome.open(store, home, clock, true);
        ServedHome alone = ServedHome.open(store, home, clock, false)) {
      for (int turn = 0; turn <= turns; turn++) {
        Turn now =
            new Turn(
                new LoadGenerator(watched.port(), fixed, connections).run("fixed reply", seconds),
                new LoadGenerator(watched.port(), predict, connections)
                    .run("predict, log, monitor", seconds),
                new LoadGenerator(alone.port(), predict, connections)
                    .run("predict alone", seconds));
        System.out.println(turn == 0 ? "warming" : "turn " + turn);
        System.out.println(now.fixed() + "\n" + now.watched() + "\n" + now.alone());
        if (turn > 0) {
          measured.add(now);
        }
      }
      System.out.println("lost from the log: " + watched.log().predictionCounts().lost());
    }
    ratio(
        "throughput of predictions / fixed reply",
        measured,
        t -> t.watched().perSecond() / t.fixed().perSecond());
    ratio("p99 of predictions / fixed reply", measured, t -> t.watched().p99() / t.fixed().p99());
    ratio(
        "throughput with log and monitor / without",
        measured,
        t -> t.watched().perSecond() / t.alone().perSecond());
    ratio(
        "CPU of predictions / fixed reply",
        measured,
        t -> t.watched().serverMicros() / t.fixed().serverMicros());
    ratio(
        "CPU with log and monitor / without",
        measured,
        t -> t.watched().serverMicros() / t.alone().serverMicros());
  }

  private static void ratio(String what, List<Turn> turns, ToDoubleFunction<Turn> of) {
    System.out.printf(
        Locale.ROOT, "%-44s %6.3f%n", what, Spent.median(turns.stream().mapToDouble(of)));
  }

  /** Three runs one after another. */
  private record Turn(
      LoadGenerator.Report fixed, LoadGenerator.Report watched, LoadGenerator.Report alone) {}
}
