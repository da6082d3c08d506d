package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs over more than a million rows give equal bytes with one, two and three threads: the
 * cut, its profile, the feature plan, the scorers, their evaluation.
 */
@Tag("long")
final class EqualBytesTest {
  private static final int ROWS = 1_100_000;
  private static final List<String> WEATHER = List.of("clear", "rain", "snow", "", "fog");

  @TempDir Path folder;

  @BeforeEach
  void makeData() throws IOException {
    SplittableRandom random = new SplittableRandom(20261125);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("trips.csv"))) {
      out.write("started,miles,fare,area,weather,late\n");
      for (int row = 0; row < ROWS; row++) {
        double miles = random.nextInt(40_000) / 1000.0;
        int weather = random.nextInt(WEATHER.size());
        boolean late = random.nextDouble() < 0.1 + miles / 80 + (weather == 2 ? 0.3 : 0);
        out.write(Integer.toString(1_400_000_000 + row * 11));
        out.write(',');
        out.write(Double.toString(miles));
        out.write(',');
        // Values of very different sizes: their sums show the order they were added in.
        out.write(Double.toString(random.nextDouble() * Math.scalb(1.0, random.nextInt(40))));
        out.write(',');
        out.write(random.nextInt(20) == 0 ? "" : Integer.toString(random.nextInt(77)));
        out.write(',');
        out.write(WEATHER.get(weather));
        out.write(late ? ",yes\n" : ",no\n");
      }
    }
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        name: trips
        source: { files: trips.csv, time: { column: started, unit: epoch-seconds } }
        label: { column: late }
        features: { fare: [log1p, standardize], rest: auto }
        split: { by: time, train: 70%, validation: 15%, test: 15% }
        train: { learner: xgboost, rounds: 8, subsample: 0.8 }
        evaluate: { slices: [weather], bootstrap: 20 }
        gate: [auc >= 0.55]
        """);
  }

  @Test
  void threadsDoNotShowInAnyResult() throws IOException, InterruptedException {
    Map<String, String> one = digests(1);
    assertThat(one).containsKeys("cut", "analyze", "prepare", "train", "scorer", "evaluate");
    assertThat(digests(2)).isEqualTo(one);
    assertThat(digests(3)).isEqualTo(one);
  }

  /** Digests of what a run makes from nothing, by stage; the cut and the scorer by their names. */
  private Map<String, String> digests(int threads) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("schema.yaml"));
    Path errors = folder.resolve("errors-" + threads);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:ActiveProcessorCount=" + threads);
    command.add("-Xmx1500m");
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("run", folder.resolve("pipeline.yaml").toString(), "--json"));
    command.addAll(List.of("--home", folder.resolve("home-" + threads).toString()));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor())
        .as("%s%s", new String(said, StandardCharsets.UTF_8), Files.readString(errors))
        .isZero();
    JsonObject run = JsonObject.of(JsonReader.read(said));
    Map<String, String> digests = new TreeMap<>();
    for (Json item : run.items("stages")) {
      JsonObject stage = JsonObject.of("stages", item);
      if (stage.text("origin").toUpperCase(Locale.ROOT).equals("MADE")) {
        digests.put(stage.text("stage"), stage.text("digest"));
      }
    }
    digests.put("cut", run.text("cut"));
    digests.put("scorer", run.object("model").text("scorer"));
    return digests;
  }
}
