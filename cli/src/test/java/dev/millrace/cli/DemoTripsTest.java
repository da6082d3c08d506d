package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.store.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo makes its folder anew, but takes no home from under a server. */
final class DemoTripsTest {
  @TempDir Path folder;

  @Test
  void aHomeThatIsServedIsLeftAlone() throws Exception {
    DemoTrips trips =
        new DemoTrips(Path.of("..", "examples", "chicago-taxi", "trips.csv.gz"), folder);
    trips.begin();
    Home home = Home.open(folder.resolve("home"));
    Path data = Files.writeString(folder.resolve("data").resolve("of-before.csv"), "a\n");
    try (ServeLock _ = ServeLock.take(home, EnvironmentName.PRODUCTION)) {
      assertThatThrownBy(trips::begin)
          .isInstanceOf(MillraceException.class)
          .hasMessageContaining("another server serves this home already");
      assertThat(home.folder().resolve("format")).exists();
      assertThat(data).exists();
    }
    trips.begin();
    assertThat(home.folder()).doesNotExist();
    assertThat(data).doesNotExist();
    assertThat(folder.resolve("data").resolve("trips-1.csv")).exists();
  }
}
