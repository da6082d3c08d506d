package dev.millrace.cli;

import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.store.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The folder of the demo's second half: a pipeline, and trips that come in two files. */
final class DemoTrips {
  private static final int FIRST = 6_000;
  private static final int SECOND = 3_000;

  private static final String PIPELINE =
      """
      # Made by millrace demo; the folder is made anew each time.
      name: taxi
      source: { files: "data/*.csv" }
      label: { name: big_tip, when: "tips > 0.2 * fare" }
      features:
        fare: [log1p]
        trip_miles: [log1p]
        trip_seconds: [log1p]
        trip_start_hour: [standardize]
        payment_type: { one-hot: { top: 10, unseen: bucket } }
        rest: drop
      split: { by: hash, train: 70%, validation: 15%, test: 15% }
      train: { learner: xgboost, rounds: 60, early-stopping: 10 }
      evaluate: { bootstrap: 100 }
      gate: [auc >= 0.75, log_loss <= champion]
      release: { strategy: immediate, bake: 1s, min-requests: 1 }
      monitor: { window-rows: 500, least-rows: 500 }
      training: dynamic
      retrain: { on: [new-data, drift], cooldown: 1s }
      """;

  private final Path trips;
  private final Path folder;

  DemoTrips(Path trips, Path folder) {
    this.trips = trips;
    this.folder = folder;
  }

  /**
   * Empties the folder and writes the pipeline and the first trips; SERVER_RUNNING, and all is left
   * as it is, while a server serves the home in it.
   */
  void begin() throws IOException {
    Path home = folder.resolve("home");
    if (Files.isDirectory(home)) {
      // Whatever format it has: it is only removed.
      try (ServeLock _ =
          ServeLock.take(new Home(home.toAbsolutePath().normalize()), EnvironmentName.PRODUCTION)) {
        empty();
      }
    } else if (Files.exists(folder)) {
      empty();
    }
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("pipeline.yaml"), PIPELINE);
    List<String> lines = read();
    Files.write(folder.resolve("data").resolve("trips-1.csv"), lines.subList(0, 1 + FIRST));
  }

  private void empty() throws IOException {
    try (Stream<Path> old = Files.walk(folder)) {
      for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Writes the next trips with other fares, in one step; tips are as they were. */
  void arrive(double tariff) throws IOException {
    List<String> lines = read();
    List<String> next = new ArrayList<>();
    next.add(lines.getFirst());
    int fare = List.of(lines.getFirst().split(",", -1)).indexOf("fare");
    for (String line : lines.subList(1 + FIRST, 1 + FIRST + SECOND)) {
      // The example's trips have no quoted cells.
      String[] cells = line.split(",", -1);
      cells[fare] =
          cells[fare].isEmpty() ? "" : Double.toString(Double.parseDouble(cells[fare]) * tariff);
      next.add(String.join(",", cells));
    }
    Path unfinished = Files.write(folder.resolve("trips-2.tmp"), next);
    Files.move(
        unfinished, folder.resolve("data").resolve("trips-2.csv"), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> read() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(trips)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }
}
