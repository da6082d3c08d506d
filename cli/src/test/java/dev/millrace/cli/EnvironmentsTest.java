package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.core.serve.log.LogOffsets;
import dev.millrace.core.serve.log.LogPlace;
import dev.millrace.core.serve.log.LogReader;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.store.ReleaseTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each environment has its own releases, servers and log, and nothing of another reaches it. */
@Tag("process")
final class EnvironmentsTest {
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final ReleaseTarget STAGED = new ReleaseTarget(SmallModel.NAME, STAGING);
  private static final String ROWS = "{\"rows\": [{\"x\": 2.5, \"kind\": \"ok\"}]}";

  @TempDir Path folder;

  @Test
  void aVersionIsTriedInOneEnvironmentAndPromotedToAnother() throws Exception {
    String home = folder.resolve("home").toString();
    try (LiveHome production = LiveHome.start(folder.resolve("home"))) {
      production.registerAgain(1);
      SpokenCommand created =
          SpokenCommand.run(
              "releases",
              "create",
              "small",
              "2",
              "--environment",
              "staging",
              "--home",
              home,
              "--reason",
              "to be tried");
      assertThat(created.code()).as(created.err()).isZero();
      assertThat(created.out()).contains("small/staging: version 2 is live");

      try (LiveHome staging = LiveHome.again(folder.resolve("home"), "", STAGING)) {
        assertThat(version(staging)).isEqualTo(2);
        assertThat(version(production)).isEqualTo(1);
        assertThat(version(production)).isEqualTo(1);

        assertThat(
                SpokenCommand.run(
                        "releases",
                        "promote",
                        "small",
                        "--from",
                        "staging",
                        "--home",
                        home,
                        "--dry-run",
                        "--reason",
                        "no findings")
                    .out())
            .contains("would be: small/production: waiting for " + production.node());
        SpokenCommand promoted =
            SpokenCommand.run(
                "releases",
                "promote",
                "small",
                "--from",
                "staging",
                "--home",
                home,
                "--reason",
                "no findings");
        assertThat(promoted.code()).as(promoted.err()).isZero();
        // Only production's server is waited for: staging's never prepares this.
        production.awaitServed(LiveHome.LIVE, 2);
        assertThat(version(production)).isEqualTo(2);
        assertThat(
                Releases.find(
                        production.stores(),
                        Users.PROJECT,
                        ReleaseTarget.production(SmallModel.NAME))
                    .live())
            .as("what was tried, to the byte")
            .isEqualTo(state(production, STAGED).live())
            .contains(
                ReleaseContents.of(
                    production.stores(),
                    Users.PROJECT,
                    production
                        .stores()
                        .registryQueries()
                        .loadVersion(Users.PROJECT, SmallModel.NAME, 2)));
      }
    }
    assertThat(logged(EnvironmentName.PRODUCTION)).containsExactly(1, 1, 2);
    assertThat(logged(STAGING)).containsExactly(2);
    assertThat(LogPlace.all(folder.resolve("home").resolve("log"))).hasSize(2);
    SpokenCommand shown = SpokenCommand.run("models", "show", "small/2", "--home", home);
    assertThat(shown.out())
        .contains("staging, at most 100.00 % of the traffic")
        .contains("production, at most 100.00 % of the traffic");
    assertThat(shown.out()).contains("promoted from staging, epoch 1: no findings");
  }

  @Test
  void whatIsLiveElsewhereIsNotPromotedUnseen() {
    String home = folder.resolve("home").toString();
    SmallModel.register(folder.resolve("home"));
    SpokenCommand nothing =
        SpokenCommand.run(
            "releases", "promote", "small", "--from", "staging", "--home", home, "--reason", "x");
    assertThat(nothing.err()).contains("MODEL_NOT_RELEASED", "small/staging");
    SpokenCommand same =
        SpokenCommand.run(
            "releases",
            "promote",
            "small",
            "--from",
            "production",
            "--home",
            home,
            "--reason",
            "x");
    assertThat(same.err()).contains("from one environment to another");
    SpokenCommand name =
        SpokenCommand.run(
            "releases", "promote", "small", "--from", "../x", "--home", home, "--reason", "x");
    assertThat(name.err()).contains("NAME_INVALID");
  }

  private static int version(LiveHome live) throws IOException, InterruptedException {
    return LiveHome.json(live.predict(ROWS)).integer("version");
  }

  private static ReleaseState state(LiveHome live, ReleaseTarget target) {
    return Releases.find(live.stores(), Users.PROJECT, target);
  }

  private List<Integer> logged(EnvironmentName environment) {
    List<Integer> versions = new ArrayList<>();
    LogReader.predictions(LogPlace.of(folder.resolve("home").resolve("log"), environment))
        .read(
            LogOffsets.START,
            (prediction, node, sequence) -> versions.add(prediction.served().version()));
    return versions;
  }
}
