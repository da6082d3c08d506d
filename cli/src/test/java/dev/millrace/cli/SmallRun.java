package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.Origin;
import dev.millrace.core.release.Origins;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.sqlite.SqliteSettings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A pipeline over a few hundred of the example's trips, in a folder of its own: a run takes a
 * second or two.
 */
final class SmallRun {
  private static final int TRIPS = 400;
  private static final Pattern STARTED = Pattern.compile("run (\\S+)");
  private static final Pattern ENDED =
      Pattern.compile("  (\\S+) +(looked|made|reused|done|done before) +[0-9.]+ s  .*");

  private final Path folder;

  private SmallRun(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder and what belongs in it. */
  static SmallRun in(Path folder, int rounds) throws IOException {
    Files.createDirectories(folder);
    List<String> lines = new ArrayList<>();
    Path trips = Path.of("..", "examples", "chicago-taxi", "trips.csv.gz");
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(trips)), StandardCharsets.UTF_8))) {
      for (int i = 0; i <= TRIPS; i++) {
        lines.add(in.readLine());
      }
    }
    Files.write(folder.resolve("trips.csv"), lines);
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        String.format(
            Locale.ROOT,
            """
            name: trips
            source: { files: trips.csv }
            label: { name: big_tip, when: "tips > 0.2 * fare" }
            features: { tips: drop, big_tipper: drop, rest: auto }
            split: { by: hash, train: 60%%, validation: 20%%, test: 20%% }
            train: { learner: xgboost, rounds: %d, early-stopping: 0 }
            evaluate: { bootstrap: 20 }
            gate: [auc >= 0.1]
            """,
            rounds));
    return new SmallRun(folder);
  }

  Path folder() {
    return folder;
  }

  private Path home() {
    return folder.resolve(".millrace");
  }

  /** Starts the program on the pipeline in a process of its own; what it says goes to one pipe. */
  Process start(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    all.addAll(List.of(options));
    return OwnProcess.start(all, "run", folder.resolve("pipeline.yaml").toString());
  }

  /**
   * How a run ended.
   *
   * @param lines all it said
   */
  record Ended(int exitCode, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }
  }

  /** Runs the program in a process of its own. */
  Ended run(String... options) throws IOException, InterruptedException {
    return toTheEnd(start(options), new ArrayList<>());
  }

  /** Reads what a process still says, and waits for its end. */
  static Ended toTheEnd(Process process, List<String> lines)
      throws IOException, InterruptedException {
    try (BufferedReader out = reader(process)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    }
    return new Ended(process.waitFor(), List.copyOf(lines));
  }

  static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Runs the program inside this process, with a training process of its own. */
  Ended runHere() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    String[] arguments = {"run", folder.resolve("pipeline.yaml").toString()};
    int exitCode = Main.run(arguments, new Terminal(both, both, false));
    return new Ended(exitCode, said.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /**
   * What a finished pipeline leaves in its home, all of it that does not tell one run from another.
   *
   * @param versions every version of the model with its scorer
   * @param choices every choice of a champion
   * @param evidence every statement about the scorers
   */
  record Outcome(List<String> versions, List<String> choices, List<String> evidence) {}

  /** The outcome, once everything that must hold in a home after any number of crashes does. */
  Outcome outcome() throws IOException {
    ModelName model = new ModelName("trips");
    try (LocalStore store = open()) {
      Stores stores = store.stores();
      assertThat(store.checkIntegrity()).isEmpty();
      assertThat(stores.events().verify()).isInstanceOf(ChainCheck.Whole.class);
      assertThat(stores.effects().listPending(Users.PROJECT)).as("effects in doubt").isEmpty();
      List<ModelVersion> versions = stores.registryQueries().listVersions(Users.PROJECT, model);
      List<String> evidence = new ArrayList<>();
      for (ModelVersion version : versions) {
        assertThat(store.blobs().verify(version.scorer())).isTrue();
        stores.evidence().list(Users.PROJECT, version.scorer()).stream()
            .map(record -> record.evidence())
            .peek(stated -> assertThat(store.blobs().verify(stated.blob())).isTrue())
            .filter(stated -> !stated.kind().equals(Origin.KIND))
            .forEach(stated -> evidence.add(stated.kind().value() + " " + stated.blob().hex()));
        // Every run that makes the scorer states that it did, one that is killed thereafter, too;
        // and whether it was the one that wrote schema.yaml, which a killed run may have been.
        new Origins(stores.evidence(), store.blobs())
            .list(Users.PROJECT, version.scorer()).stream()
                .map(
                    origin ->
                        String.join(
                            " ",
                            Origin.KIND.value(),
                            origin.query(),
                            origin.source().hex(),
                            origin.demands().toString()))
                .distinct()
                .forEach(evidence::add);
      }
      store.sweep(Instant.MAX.minusSeconds(1_000_000));
      requireNoLeftOvers();
      return new Outcome(
          versions.stream().map(v -> v.version() + " " + v.scorer().hex()).toList(),
          stores.registryQueries().loadModel(Users.PROJECT, model).choices().stream()
              .map(SmallRun::text)
              .toList(),
          evidence);
    }
  }

  private static String text(ChampionChoice choice) {
    return choice.sequence() + " " + choice.kind() + " " + choice.version();
  }

  private LocalStore open() {
    return LocalStore.open(
        Home.open(home()), SqliteSettings.DEFAULTS, InstantSource.system(), Checkpoints.NONE);
  }

  private void requireNoLeftOvers() throws IOException {
    try (Stream<Path> scratch = Files.list(home().resolve("scratch"));
        Stream<Path> blobs = Files.walk(home().resolve("blobs"));
        Stream<Path> beside = Files.list(folder)) {
      assertThat(scratch).as("scratch").isEmpty();
      assertThat(blobs.filter(Files::isRegularFile))
          .as("blobs")
          .allMatch(blob -> blob.getFileName().toString().matches("[0-9a-f]{62}"));
      assertThat(beside.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("trips.csv", "pipeline.yaml", "schema.yaml", ".millrace");
    }
  }

  /** Checks that the home knows of every stage that a run has told of, whatever became of it. */
  void requireKept(List<String> lines) {
    List<String> started =
        lines.stream().map(STARTED::matcher).filter(Matcher::matches).map(m -> m.group(1)).toList();
    if (started.isEmpty()) {
      return;
    }
    List<String> told =
        lines.stream().map(ENDED::matcher).filter(Matcher::matches).map(m -> m.group(1)).toList();
    try (LocalStore store = open()) {
      RunId run =
          store.stores().runQueries().list(Users.PROJECT, RunPage.newest(100)).stream()
              .map(RunSummary::run)
              .filter(id -> id.brief().equals(started.get(0)))
              .findFirst()
              .orElseThrow(() -> new AssertionError("run " + started.get(0) + " is not known"));
      assertThat(
              store.stores().runQueries().load(Users.PROJECT, run).stages().stream()
                  .map(stage -> stage.commit().stage().value()))
          .containsAll(told);
    } catch (MillraceException e) {
      throw new AssertionError("the home of a killed run cannot be read", e);
    }
  }
}
