package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.ChangeFeed;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.sqlite.SqliteSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server hears of what another process decides. */
class ToldOfReleasesTest {
  @Test
  void aReleaseByAnotherProcessIsServedOnceItIsTold(@TempDir Path folder) throws Exception {
    try (LiveHome live = LiveHome.start(folder)) {
      live.registerAgain(1);
      try (LocalStore other =
              LocalStore.open(
                  Home.existing(folder),
                  SqliteSettings.DEFAULTS,
                  InstantSource.system(),
                  Checkpoints.NONE);
          ChangeFeed feed = other.metadata().feed()) {
        SpokenCommand release =
            SpokenCommand.run(
                "releases", "create", "small", "2", "--home", folder.toString(), "--reason", "new");
        assertThat(release.code()).as(release.err()).isZero();
        while (served(other).isEmpty()) {
          assertThat(feed.await(Duration.ofSeconds(60))).as("the server says so").isTrue();
        }
      }
      assertThat(
              LiveHome.json(live.predict("{\"rows\": [{\"x\": 2, \"kind\": \"ok\"}]}"))
                  .integer("version"))
          .isEqualTo(2);
    }
  }

  private static List<EpochServed> served(LocalStore store) {
    return store.stores().serving().releases().served(Users.PROJECT, LiveHome.LIVE, 2);
  }
}
