package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.serve.log.Acknowledgement;
import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LogPlace;
import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.Sampling;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rider is erased from a home with a version, a quarantine and a prediction log. */
final class EraseTest {
  private static final String GONE = "rider-quokka-7@example.org";
  private static final String OTHER = "rider-wombat-8@example.org";
  private static final ModelName MODEL = new ModelName("trips");

  @TempDir Path folder;

  private Path home = Path.of("");

  @BeforeEach
  void makeHome() throws IOException {
    home = folder.resolve(".millrace");
    List<String> lines = new ArrayList<>();
    Path trips = Path.of("..", "examples", "chicago-taxi", "trips.csv.gz");
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(trips)), StandardCharsets.UTF_8))) {
      lines.add("rider," + in.readLine());
      for (int i = 0; i < 400; i++) {
        lines.add(rider(i) + "," + in.readLine());
      }
    }
    lines.add(GONE + ",too,few,cells");
    lines.add(OTHER + ",too,few,cells");
    Files.write(folder.resolve("trips.csv"), lines);
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        name: trips
        source: { files: trips.csv }
        label: { name: big_tip, when: "tips > 0.2 * fare" }
        features: { rider: drop, tips: drop, big_tipper: drop, rest: auto }
        split: { by: hash, train: 60%, validation: 20%, test: 20% }
        train: { learner: xgboost, rounds: 2, early-stopping: 0 }
        evaluate: { bootstrap: 20 }
        gate: [auc >= 0.1]
        """);
    SpokenCommand run = SpokenCommand.run("run", folder.resolve("pipeline.yaml").toString());
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    log(EnvironmentName.PRODUCTION);
  }

  private static String rider(int row) {
    return row % 100 == 7 ? GONE : row % 100 == 8 ? OTHER : "rider-" + row + "@example.org";
  }

  /** Ten predictions, two of the rider by field and one by key; a label for each. */
  private void log(EnvironmentName environment) {
    try (PredictionLog log =
        PredictionLog.open(
            LogPlace.of(home.resolve("log"), environment),
            new NodeId("n1"),
            LogSettings.DEFAULTS,
            Sampling.EVERYTHING,
            Clock.systemUTC(),
            Thread.ofPlatform().daemon().factory())) {
      long micros = 1_772_366_400_000_000L;
      for (int i = 0; i < 10; i++) {
        PredictionId id = new PredictionId(micros + i, i);
        String rider = i < 2 ? GONE : i == 9 ? OTHER : "rider-" + i + "@example.org";
        var _ =
            log.append(
                new LoggedPrediction(
                    id,
                    micros + i,
                    new ServedVersion(MODEL, 1, 1),
                    RowJson.of("{\"fare\":" + i + ",\"rider\":\"" + rider + "\"}"),
                    ScoreVector.of(0.25),
                    Optional.of("no"),
                    1,
                    i == 2 ? Optional.of(GONE) : Optional.empty(),
                    List.of()),
                Acknowledgement.NONE);
        var _ =
            log.labels()
                .append(
                    new LoggedLabel(
                        i == 2
                            ? new LabelTarget.OfKey(MODEL, GONE)
                            : new LabelTarget.OfPrediction(id),
                        "true",
                        micros,
                        micros + i,
                        new Actor("ann", Actor.Standing.UNVERIFIED)))
                .join();
      }
    }
  }

  @Test
  void thePersonIsNowhereAndTheOthersAreAsTheyWere() throws IOException, SQLException {
    assertThat(holding(GONE)).as("the search finds what is there").isNotEmpty();
    Path keys = Files.writeString(folder.resolve("keys.txt"), GONE + "\n");
    JsonObject preview = person(erase(keys));
    assertThat(preview.whole("rows")).isEqualTo(4);
    assertThat(preview.whole("quarantine")).isEqualTo(1);
    assertThat(preview.whole("predictions")).isEqualTo(3);
    assertThat(preview.whole("labels")).isEqualTo(3);
    assertThat(preview.texts("models")).containsExactly("trips/1");
    assertThat(preview.texts("sources")).allMatch(file -> file.endsWith("trips.csv")).hasSize(1);
    assertThat(rows(GONE)).isEqualTo(4);
    List<String> others = others();

    SpokenCommand erased = erase(keys, "--yes", "--reason", "request 12");

    assertThat(erased.code()).as(erased.out() + erased.err()).isZero();
    assertThat(person(erased).texts("models")).containsExactly("trips/1");
    assertThat(person(erased).whole("rows")).isEqualTo(4);
    assertThat(holding(GONE)).isEmpty();
    assertThat(rows(GONE)).isZero();
    assertThat(others()).as("the rows of the others").isEqualTo(others);
    assertThat(rows(OTHER)).isEqualTo(4);
    assertThat(millrace("data", "quarantine", "--pipeline", pipeline()).out())
        .contains(OTHER)
        .doesNotContain(GONE);
    assertThat(millrace("audit", "verify").code()).isZero();
    assertThat(millrace("audit", "list").out()).contains("erasure.begin", "request 12");
    assertThat(millrace("lineage", "trips/1", "--up").out())
        .contains("(erased)", "file")
        .doesNotContain("settings    landed");
    assertThat(millrace("lineage", folder.resolve("trips.csv").toString(), "--down").out())
        .contains("made from it: trips/1;", "erase");
    SpokenCommand again = erase(keys, "--yes");
    assertThat(again.code()).isZero();
    JsonObject nothing = person(again);
    assertThat(nothing.whole("rows") + nothing.whole("results")).isZero();
    assertThat(nothing.whole("predictions") + nothing.whole("labels")).isZero();
    assertThat(nothing.texts("models")).as("told again").containsExactly("trips/1");
    assertThat(millrace("gc").code()).isZero();
    assertThat(rows(OTHER)).isEqualTo(4);
  }

  @Test
  void theLogOfEveryEnvironmentIsGoneThrough() throws IOException, SQLException {
    log(new EnvironmentName("staging"));
    Path keys = Files.writeString(folder.resolve("keys.txt"), GONE + "\n");
    assertThat(person(erase(keys)).whole("predictions")).isEqualTo(6);

    JsonObject erased = person(erase(keys, "--yes"));

    assertThat(erased.whole("predictions")).isEqualTo(6);
    assertThat(erased.whole("labels")).isEqualTo(6);
    assertThat(holding(GONE)).isEmpty();
  }

  @Test
  void afterARestoreWhoWasErasedIsErasedAgainByTheList()
      throws IOException, SQLException, InterruptedException {
    Path keys = Files.writeString(folder.resolve("keys.txt"), GONE + "\n");
    assertThat(millrace("erase", "--list").out()).isEmpty();
    // The secret is made with the first hold or preview; a backup made later has it.
    assertThat(erase(keys).code()).isZero();
    Path backup = copy(home, "backup");
    assertThat(erase(keys, "--yes").code()).isZero();
    String listed = millrace("erase", "--list").out();
    assertThat(listed).contains("\"column\":\"rider\"").doesNotContain(GONE);
    Path list = Files.writeString(folder.resolve("erased.jsonl"), listed);
    home = backup;
    assertThat(rows(GONE)).isEqualTo(4);

    SpokenCommand preview = millrace("erase", "--redo", list.toString());
    assertThat(preview.out()).contains("4 rows", "3 predictions", "would be erased", "trips/1");
    assertThat(rows(GONE)).isEqualTo(4);
    assertThat(millrace("erase", "--redo", list.toString(), "--yes").code()).isZero();

    assertThat(holding(GONE)).isEmpty();
    assertThat(rows(OTHER)).isEqualTo(4);
    assertThat(millrace("erase", "--redo", keys.toString()).code()).isEqualTo(2);
  }

  @Test
  void aHoldWinsAndIsNamed() throws IOException, SQLException {
    Path keys = Files.writeString(folder.resolve("keys.txt"), GONE + "\n");
    assertThat(millrace("hold", "place", "trips/1", "--reason", "case 17").code()).isZero();
    SpokenCommand refused = erase(keys, "--yes");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out() + refused.err()).contains("hold 1", "case 17").doesNotContain(GONE);
    assertThat(rows(GONE)).isEqualTo(4);
    assertThat(millrace("hold", "release", "1", "--reason", "closed").code()).isZero();
    assertThat(
            millrace(
                    "hold",
                    "place",
                    "--column",
                    "rider",
                    "--key-file",
                    keys.toString(),
                    "--reason",
                    "case 18")
                .code())
        .isZero();
    assertThat(erase(keys, "--yes").out()).contains("hold 2", "case 18");
    assertThat(rows(GONE)).isEqualTo(4);
  }

  @Test
  @Tag("process")
  void whileAServerOfAnyEnvironmentWritesItIsRefused() throws Exception {
    Path keys = Files.writeString(folder.resolve("keys.txt"), GONE + "\n");
    try (ServedProcess serving =
        ServedProcess.start(
            folder.resolve("said.txt"),
            "serve",
            "--json",
            "--environment",
            "staging",
            "--port",
            "0",
            "--home",
            home.toString())) {
      assertThat(serving.isAlive()).isTrue();
      SpokenCommand refused = erase(keys, "--yes");
      assertThat(refused.code()).isNotZero();
      assertThat(refused.out() + refused.err()).contains("CONFLICT").doesNotContain(GONE);
      assertThat(rows(GONE)).isEqualTo(4);
    }
    SpokenCommand erased = erase(keys, "--yes");
    assertThat(erased.code()).as(erased.out() + erased.err()).isZero();
    assertThat(holding(GONE)).isEmpty();
  }

  @Test
  @Tag("process")
  void killedAnywhereItEndsTheSameWhenItIsRunAgain()
      throws IOException, SQLException, InterruptedException {
    Path keys = Files.writeString(folder.resolve("keys.txt"), GONE + "\n");
    Path made = home;
    Path points = folder.resolve("points");
    home = copy(made, "whole");
    assertThat(eraseInAProcess(keys, "-Dmillrace.checkpoints-to=" + points)).isZero();
    List<String> files = kept();
    List<String> others = others();
    List<String> reached = Files.readAllLines(points);
    assertThat(reached)
        .contains("erase.looked#1", "erase.result-replaced#2", "erase.log-replaced#2")
        .contains("erase.blob-removed#1", "before-commit:erasure.replace#1");
    for (String point : reached) {
      if (point.endsWith("#1") || point.endsWith("#2")) {
        home = copy(made, point.replaceAll("[^a-z0-9]", "-"));
        assertThat(eraseInAProcess(keys, "-Dmillrace.kill-at=" + point)).as(point).isEqualTo(137);

        SpokenCommand again = erase(keys, "--yes");

        assertThat(again.code()).as(point + again.out()).isZero();
        assertThat(person(again).texts("models")).as(point).containsExactly("trips/1");
        assertThat(holding(GONE)).as(point).isEmpty();
        assertThat(kept()).as(point).isEqualTo(files);
        assertThat(others()).as(point).isEqualTo(others);
        assertThat(millrace("audit", "verify").code()).as(point).isZero();
      }
    }
  }

  private int eraseInAProcess(Path keys, String option) throws IOException, InterruptedException {
    Process process =
        OwnProcess.start(
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", option),
            "erase",
            "--column",
            "rider",
            "--key-file",
            keys.toString(),
            "--yes",
            "--home",
            home.toString());
    SmallRun.Ended ended = SmallRun.toTheEnd(process, new ArrayList<>());
    return ended.exitCode();
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = folder.resolve("homes").resolve(name);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return to;
  }

  /** Names of blobs and of the log's tables. */
  private List<String> kept() throws IOException {
    try (Stream<Path> blobs = Files.walk(home.resolve("blobs"));
        Stream<Path> log = Files.walk(home.resolve("log/predictions/compacted"))) {
      return Stream.concat(blobs, log)
          .filter(Files::isRegularFile)
          .map(file -> home.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private SpokenCommand erase(Path keys, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("erase", "--column", "rider", "--key-file", keys.toString(), "--json"));
    all.addAll(List.of(more));
    return millrace(all.toArray(String[]::new));
  }

  private static JsonObject person(SpokenCommand erased) {
    assertThat(erased.code()).as(erased.out() + erased.err()).isZero();
    return JsonObject.of(JsonObject.of(erased.json()).items("persons").getFirst());
  }

  private String pipeline() {
    return folder.resolve("pipeline.yaml").toString();
  }

  private SpokenCommand millrace(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", home.toString()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }

  /** Parquet files of cuts and log, read by DuckDB itself. */
  private List<Path> tables() throws IOException {
    List<Path> tables = new ArrayList<>();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (isParquet(file)) {
          tables.add(file);
        }
      }
    }
    return tables;
  }

  private static boolean isParquet(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1).equals("PAR1");
    }
  }

  private long rows(String rider) throws IOException, SQLException {
    long rows = 0;
    for (Path table : tables()) {
      if (table.startsWith(home.resolve("blobs"))) {
        rows +=
            Long.parseLong(
                query(
                        "SELECT count(*) FROM read_parquet('"
                            + table
                            + "') t WHERE t::VARCHAR LIKE '%"
                            + rider
                            + "%'")
                    .getFirst());
      }
    }
    return rows;
  }

  /** Every row that is not the rider's, of cuts. */
  private List<String> others() throws IOException, SQLException {
    List<String> rows = new ArrayList<>();
    for (Path table : tables()) {
      if (table.startsWith(home.resolve("blobs"))) {
        rows.addAll(
            query(
                "SELECT t::VARCHAR FROM read_parquet('"
                    + table
                    + "') t WHERE t::VARCHAR NOT LIKE '%"
                    + GONE
                    + "%'"));
      }
    }
    rows.sort(null);
    return rows;
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  /** Files of the home that hold a text, as bytes or in a table. */
  private List<Path> holding(String text) throws IOException, SQLException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        boolean here =
            isParquet(file)
                && !query(
                        "SELECT count(*) FROM read_parquet('"
                            + file
                            + "') t WHERE t::VARCHAR LIKE '%"
                            + text
                            + "%'")
                    .getFirst()
                    .equals("0");
        byte[] bytes = Files.readAllBytes(file);
        if (here || new String(bytes, StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
