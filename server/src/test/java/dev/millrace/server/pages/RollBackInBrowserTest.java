package dev.millrace.server.pages;

import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.api.ReleaseRoutes;
import dev.millrace.server.http.LiveServer;
import dev.millrace.server.http.Route;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseEpoch;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the overview to a roll-back and back, as somebody does it with a mouse. */
@Tag("long")
final class RollBackInBrowserTest {
  private static final String REASON = "worse on <script>airport</script> trips";

  @TempDir Path folder;

  @Test
  void aReleaseIsRolledBackByHand() throws Exception {
    MadeHome home = new MadeHome(folder).lived();
    List<Route> routes = new ArrayList<>(new PageRoutes(home.sources()).routes());
    routes.addAll(
        new ReleaseRoutes(
                home.stores,
                home.blobs,
                PROJECT,
                InstantSource.fixed(MadeHome.NOW),
                () -> UUID.nameUUIDFromBytes(new byte[] {1}).toString())
            .routes());
    try (LiveServer server = LiveServer.with(routes.toArray(Route[]::new));
        Browser browser = Browser.start(folder.resolve("browser"))) {
      browser.open(server.at("/"));
      assertThat(browser.evaluate("document.querySelector('#live + .cards').innerText"))
          .contains("version 2", "100 %", "Epoch 2");

      browser.click("nav a[href=\"/releases\"]");
      browser.await("document.title.startsWith('Releases') && document.readyState === 'complete'");
      browser.click("a.button");
      browser.await("document.title.startsWith('Roll back') && document.readyState === 'complete'");
      assertThat(browser.evaluate("document.querySelector('table').innerText"))
          .containsSubsequence("All traffic", "version 2", "version 1", "Epoch", "2", "3");

      browser.click("form button");
      assertThat(home.stores.serving().releases().list(PROJECT, MadeHome.TARGET, 10)).hasSize(2);
      browser.click("#reason");
      browser.type(REASON);
      browser.click("form button");
      browser.await("document.querySelector('form').dataset.done === '3'");
      assertThat(browser.evaluate("document.querySelector('[role=status]').innerText"))
          .isEqualTo("Done, epoch 3 is in force: back to version 1: " + REASON);
      ReleaseEpoch now =
          home.stores.serving().releases().list(PROJECT, MadeHome.TARGET, 1).getFirst();
      assertThat(now.number()).isEqualTo(3);
      assertThat(now.change()).isEqualTo(ReleaseChange.ROLL_BACK);
      assertThat(now.reason()).isEqualTo(REASON);

      browser.open(server.at("/"));
      assertThat(browser.evaluate("document.querySelector('#live + .cards').innerText"))
          .contains("version 1", "Epoch 3");
      assertThat(browser.evaluate("document.querySelector('.story li').innerText"))
          .contains("Rolled back: tips version 1 answers 100 %", REASON);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aLivePageBringsItselfUpToDate() throws Exception {
    MadeHome home = new MadeHome(folder).lived();
    try (LiveServer server =
            LiveServer.with(new PageRoutes(home.sources()).routes().toArray(Route[]::new));
        Browser browser = Browser.start(folder.resolve("browser"))) {
      browser.open(server.at("/"));
      home.release(1, "again");

      browser.await("document.querySelector('#live + .cards').innerText.includes('Epoch 3')");

      assertThat(browser.evaluate("document.querySelector('h1').innerText")).isEqualTo("Overview");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
