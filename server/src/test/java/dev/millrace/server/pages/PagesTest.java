package dev.millrace.server.pages;

import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.Releases;
import dev.millrace.server.http.LiveServer;
import dev.millrace.server.http.Route;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {
  private static final String VERSION = "/models/tips/versions/2";
  private static final String ROLL_BACK = "/releases/tips/production/rollback";

  @TempDir Path folder;
  private LiveServer server = LiveServer.with();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/runs",
        "/runs/00000000000000000000000000000001",
        "/runs/00000000000000000000000000000002",
        "/models",
        "/models/tips",
        "/models/tips/versions/1",
        VERSION,
        "/releases",
        ROLL_BACK,
        "/monitor",
        "/monitor/tips"
      })
  void everyPageIsWholeAndHostileTextStaysText(String path) throws Exception {
    HttpResponse<String> page = look(new MadeHome(folder).lived(), path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'");
    WellFormed.check(page.body());
    assertThat(page.body()).doesNotContain("<script>", "<b>", "<em>", "<i>");
    assertThat(WellFormed.addresses(page.body())).isNotEmpty();
    for (String address : WellFormed.addresses(page.body())) {
      assertThat(address).matches("#.*|/([^/].*)?");
      if (address.startsWith("/")) {
        assertThat(get(address).statusCode()).as(address).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/runs", "/models", "/releases", "/monitor"})
  void anEmptyHomeSaysWhatToDoNext(String path) throws Exception {
    HttpResponse<String> page = look(new MadeHome(folder), path);

    assertThat(page.statusCode()).isEqualTo(200);
    WellFormed.check(page.body());
    assertThat(page.body()).containsPattern("<code>millrace (up|run|releases create) ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/runs/0000000000000000000000000000000f",
        "/runs/<script>",
        "/models/unknown",
        "/models/Not_A_Name",
        "/models/tips/versions/99",
        "/models/tips/versions/99999999999",
        "/releases/unknown/production/rollback",
        "/monitor/unknown",
        "/nowhere"
      })
  void whatIsNotThereIsAPageForBrowsersAndAProblemForPrograms(String path) throws Exception {
    start(new MadeHome(folder).lived());
    String encoded = path.replace("<", "%3C").replace(">", "%3E");

    HttpResponse<String> page = get(encoded);
    HttpResponse<String> problem = server.get(encoded);

    assertThat(page.statusCode()).isEqualTo(404);
    WellFormed.check(page.body());
    assertThat(page.body()).contains("<h1>Not here</h1>").doesNotContain("<script>");
    assertThat(problem.statusCode()).isBetween(400, 404);
    assertThat(problem.headers().firstValue("content-type")).hasValue("application/problem+json");
  }

  @Test
  void otherMethodsAreAnsweredAsIfThereWereNoPages() throws Exception {
    start(new MadeHome(folder));

    assertThat(server.post("/nowhere", "{}").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/nowhere").headers().firstValue("content-type"))
        .hasValue("application/problem+json");
  }

  @Test
  void theOverviewTellsWhatIsLiveAndWhatHappened() throws Exception {
    String page = look(new MadeHome(folder).lived(), "/").body();

    assertThat(page)
        .contains("version 2</a>", "Epoch 2 since", "version 2 answers 100 % (production, epoch 2)")
        .contains("drift</span> in 1 column: fare")
        .contains("failed: no such column")
        .doesNotContain("became the champion");
  }

  @Test
  void aVersionShowsItsIntervalsChartsGateAndLineage() throws Exception {
    String page = look(new MadeHome(folder).lived(), VERSION).body();

    assertThat(page)
        .contains("aria-label=\"ROC\"", "aria-label=\"Precision and recall\"", "Calibration")
        .contains("<th scope=\"row\">auc</th>", "auc &gt;= 0.75", "not applicable")
        .contains("&lt;no&gt;", "yes &amp; more", "xgboost/3", "{&quot;eta&quot;:0.3")
        .contains(">champion</span>")
        .contains("When it was live", "production", "No run stated where it comes from.");
  }

  @Test
  void theGateOfAnotherPipelineIsNotTakenForTheVersionsOwn() throws Exception {
    MadeHome home = new MadeHome(folder).lived();
    home.refuseElsewhere(2);

    String page = look(home, VERSION).body();

    assertThat(page)
        .containsSubsequence(">passed</span>", ">refused</span>", "another judgement", "auc &gt;=")
        .contains("<code>auc &gt;= 0.75</code>")
        .doesNotContain("auc &gt;= 0.99");
  }

  @Test
  void driftIsTheFurthestFirstWithItsTrend() throws Exception {
    String page = look(new MadeHome(folder).lived(), "/monitor/tips").body();

    List<String> columns =
        Pattern.compile("<h3>([^<]+)</h3>").matcher(page).results().map(m -> m.group(1)).toList();
    assertThat(columns).startsWith("fare").contains("payment", "score", "&lt;em&gt;miles");
    assertThat(page).contains("Over the last windows", "metrics.auc", "0.8125", "free text");
  }

  @Test
  void aRollBackIsShownBeforeItIsDone() throws Exception {
    MadeHome home = new MadeHome(folder).lived();
    String page = look(home, ROLL_BACK).body();

    assertThat(page)
        .containsPattern("All traffic</th><td><a [^>]*>version 2</a></td><td><a [^>]*>version 1")
        .contains("name=\"to\" data-type=\"number\" value=\"1\"")
        .contains("data-send=\"/api/v1/releases/tips/production/rollback\"");
    assertThat(home.stores.serving().releases().list(PROJECT, MadeHome.TARGET, 10)).hasSize(2);
  }

  @Test
  void whereThereIsNoWayBackThePageSaysSo() throws Exception {
    MadeHome home = new MadeHome(folder).lived();
    var _ =
        new Releases(home.stores, home.blobs)
            .apply(
                change("back"),
                MadeHome.TARGET,
                new ReleaseEvent.RollBack(OptionalInt.empty(), "worse"));

    String page = look(home, ROLL_BACK).body();

    assertThat(page).contains("There is no release to roll back to.").doesNotContain("<form");
  }

  @Test
  void aContentThatIsGoneIsOurFaultAndSaidSo() throws Exception {
    MadeHome home = new MadeHome(folder).lived();
    home.stores
        .evidence()
        .list(PROJECT, digest("scorer 2"))
        .forEach(record -> home.blobs.lose(record.evidence().blob()));

    HttpResponse<String> page = look(home, VERSION);

    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body()).contains("BLOB_MISSING");
    assertThat(get("/runs/" + run(1)).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> look(MadeHome home, String path) throws Exception {
    start(home);
    return get(path);
  }

  private void start(MadeHome home) {
    server.close();
    server = LiveServer.with(new PageRoutes(home.sources()).routes().toArray(Route[]::new));
  }

  /** As a browser asks. */
  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return server.send(
        HttpRequest.newBuilder(server.at(path)).header("Accept", "text/html,*/*;q=0.8"));
  }
}
