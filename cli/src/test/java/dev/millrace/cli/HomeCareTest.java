package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.RunStart;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.files.BlobNames;
import dev.millrace.store.sqlite.SqliteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking after a home: backup and restore, repair, and moving it to a database and a bucket. */
@Tag("process")
class HomeCareTest {
  private static final ModelName TRIPS = new ModelName("trips");

  @TempDir Path folder;

  @Test
  void aRestoredHomeServesWhatTheOldOneDid() throws Exception {
    SmallModel.register(folder.resolve("home"));
    String before;
    try (LiveHome live = LiveHome.again(folder.resolve("home"), "")) {
      before = score(live);
      SpokenCommand backup = at("home", "backup", folder.resolve("backups").toString());
      assertThat(backup.code()).as(backup.err()).isZero();
      assertThat(backup.out()).contains("snapshot", "verified");
      assertThat(backup.err()).contains("... metadata", "... contents", "... verified");
    }
    SpokenCommand again = at("home", "backup", folder.resolve("backups").toString(), "--json");
    assertThat(JsonObject.of(again.json()).items("lost")).isEmpty();

    assertThat(at("home", "restore", folder.resolve("backups").toString()).code()).isEqualTo(2);
    SpokenCommand restore = at("new", "restore", folder.resolve("backups").toString());
    assertThat(restore.code()).as(restore.err()).isZero();
    assertThat(restore.out()).contains("restored", "each verified", "redo");

    try (LiveHome live = LiveHome.again(folder.resolve("new"), "")) {
      assertThat(score(live)).isEqualTo(before);
    }
    assertThat(at("new", "audit", "verify").code()).isZero();
    assertThat(at("new", "doctor").code()).isZero();
  }

  private static String score(LiveHome live) throws IOException, InterruptedException {
    var answer = live.predict("{\"rows\": [{\"x\": 2, \"kind\": \"ok\"}]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonObject.of(LiveHome.json(answer).items("predictions").get(0)).text("decision");
  }

  @Test
  void whatIsWrongIsSaidFirstAndMendedWhenAskedTo() throws IOException {
    SmallRun trips = SmallRun.in(folder, 3);
    assertThat(trips.runHere().exitCode()).isZero();
    assertThat(at(".millrace", "doctor", "--repair").out()).contains("nothing to mend");
    Path home = folder.resolve(".millrace");
    Digest scorer;
    RunId dead = new RunId("0".repeat(31) + "7");
    try (LocalStore store = open(home)) {
      scorer =
          store.stores().registryQueries().listVersions(Users.PROJECT, TRIPS).getFirst().scorer();
      Instant now = Instant.now();
      LeaseOwner gone =
          new LeaseOwner(Users.process(now).host(), 999_999_999L, now.minusSeconds(60));
      var _ =
          store
              .stores()
              .runs()
              .start(
                  Users.change("will die", now),
                  new RunStart(
                      dead,
                      new PipelineName("other"),
                      scorer,
                      "build",
                      gone,
                      Duration.ofHours(9),
                      Set.of()));
    }
    Path damaged = home.resolve("blobs").resolve(BlobNames.of(scorer));
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);
    Path torn = Files.writeString(damaged.resolveSibling("torn.unfinished"), "half");
    Files.setLastModifiedTime(torn, FileTime.from(Instant.now().minus(Duration.ofDays(3))));

    SpokenCommand look = at(".millrace", "doctor", "--repair");
    assertThat(look.code()).isEqualTo(1);
    assertThat(look.out())
        .contains(
            "damaged-content  " + scorer.hex(),
            "needed as scorer of model trips version 1",
            "unfinished-writes",
            "its process is gone",
            "nothing was changed");
    assertThat(torn).exists();
    assertThat(damaged).exists();

    SpokenCommand mend = at(".millrace", "doctor", "--repair", "--yes");
    assertThat(mend.code()).as(mend.out() + mend.err()).isZero();
    assertThat(torn).doesNotExist();
    assertThat(home.resolve("blobs/damaged").resolve(scorer.hex())).hasBinaryContent(bytes);
    SpokenCommand lost = at(".millrace", "doctor", "--repair");
    assertThat(lost.out()).contains("lost-content  " + scorer.hex());
    assertThat(at(".millrace", "audit", "list", "--action", "home.repair").out())
        .contains("home/damaged-content", "home/run", "home/unfinished-writes");
    try (LocalStore store = open(home)) {
      assertThat(store.stores().runQueries().load(Users.PROJECT, dead).summary().status())
          .isEqualTo(RunStatus.FAILED);
      assertThat(store.stores().events().verify()).isInstanceOf(ChainCheck.Whole.class);
    }
    assertThat(trips.runHere().exitCode()).as("makes anew what is gone").isZero();
    assertThat(at(".millrace", "doctor", "--repair").out()).contains("nothing to mend");
    assertThat(at(".millrace", "doctor", "--yes").code()).isEqualTo(2);
  }

  @Test
  void aHomeMovesToADatabaseAndABucket(@TempDir Path servers) throws Exception {
    SmallRun trips = SmallRun.in(folder, 3);
    assertThat(trips.runHere().exitCode()).isZero();
    Path home = folder.resolve(".millrace");
    assertThat(at(".millrace", "store", "move").err()).contains("names no other place");
    try (SharedStores shared = SharedStores.start(servers)) {
      shared.machine(home);
      Home opened = Home.existing(home);
      try (ServeLock _ = ServeLock.take(opened, EnvironmentName.PRODUCTION)) {
        assertThat(at(".millrace", "store", "move").err()).contains("SERVER_RUNNING");
      }
      SpokenCommand move = at(".millrace", "store", "move", "--reason", "a second machine");
      assertThat(move.code()).as(move.err()).isZero();
      assertThat(move.out()).contains("chain whole and the same", "millrace.db.moved", "contents");
      assertThat(home.resolve("millrace.db")).doesNotExist();

      SpokenCommand events = at(".millrace", "audit", "list", "--action", "home.move");
      assertThat(events.out()).contains("a second machine");
      assertThat(at(".millrace", "audit", "verify").code()).isZero();
      SmallRun.Ended again = trips.runHere();
      assertThat(again.exitCode()).as(again.text()).isZero();
      assertThat(again.text()).containsPattern("  train +reused");

      Files.move(home.resolve("millrace.db.moved"), home.resolve("millrace.db"));
      SpokenCommand twice = at(".millrace", "store", "move");
      assertThat(twice.code()).as("there is more there by now").isZero();
      assertThat(twice.err()).contains("it was moved before");
      assertThat(home.resolve("millrace.db.moved")).exists();
    }
  }

  private SpokenCommand at(String home, String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = folder.resolve(home).toString();
    return SpokenCommand.run(all);
  }

  private static LocalStore open(Path home) {
    return LocalStore.open(
        Home.open(home), SqliteSettings.DEFAULTS, InstantSource.system(), Checkpoints.NONE);
  }
}
