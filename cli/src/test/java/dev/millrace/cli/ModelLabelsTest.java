package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say of models and versions, and all that the record says of a version. */
final class ModelLabelsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void run() throws IOException {
    SmallRun.Ended ended = SmallRun.in(folder, 2).runHere();
    assertThat(ended.exitCode()).as(ended.text()).isZero();
  }

  @Test
  void labelsAreShownAndRecorded() {
    done("describe", "trips", "Tips of taxi trips");
    done("tag", "trips/1", "ticket", "MR-17; -- '\"", "--reason", "asked for");
    done("alias", "trips/1", "stable");
    assertThat(models("show", "trips").out())
        .startsWith("description: Tips of taxi trips\n")
        .contains("version 1 tag: ticket=MR-17; -- '\"", "version 1 alias: stable");
    assertThat(models("show", "trips@stable").out()).contains("ticket=MR-17");
    assertThat(JsonObject.of(models("show", "trips", "--json").json()).items("labels")).hasSize(3);
    SpokenCommand audit =
        SpokenCommand.run("audit", "list", "--action", "model.label", "--home", home());
    assertThat(audit.out()).contains("model/trips/1", "asked for");
    assertThat(SpokenCommand.run("audit", "verify", "--home", home()).code()).isZero();

    done("tag", "trips/1", "ticket", "--remove");
    done("alias", "trips@stable", "stable", "--remove");
    done("describe", "trips", "");
    assertThat(models("show", "trips").out()).startsWith("trips version 1");
  }

  @Test
  void aVersionMovesThroughThePhasesAndTheRecordSaysWhy() {
    assertThat(models("show", "trips/1").out()).containsPattern("phase +assessment");
    SpokenCommand moved =
        models("phase", "trips/1", "live-experiment", "--reason", "signed off in MR-17");
    assertThat(moved.code()).as(moved.err()).isZero();
    assertThat(moved.out()).isEqualTo("trips/1: assessment -> live-experiment\n");
    assertThat(models("show", "trips/1").out()).containsPattern("phase +live-experiment");
    assertThat(models("search", "--filter", "phase = 'LIVE_EXPERIMENT'").out()).contains("trips");
    assertThat(
            SpokenCommand.run("audit", "list", "--home", home(), "--subject", "model/trips/1")
                .out())
        .contains("signed off in MR-17");
    assertThat(models("phase", "trips/1", "live-experiment", "--reason", "again").out())
        .contains("already");
    for (List<String> wrong :
        List.of(
            List.of("trips/1", "production"),
            List.of("trips", "development"),
            List.of("trips/7", "development"))) {
      SpokenCommand told = models("phase", wrong.get(0), wrong.get(1), "--reason", "x");
      assertThat(told.code()).as("%s", wrong).isEqualTo(2);
      assertThat(told.err()).contains("found");
    }
    assertThat(models("phase", "trips/1", "assessment", "--reason", "back").code()).isZero();
  }

  @Test
  void whatCannotBeLabelledIsSaid() {
    for (List<String> wrong :
        List.of(
            List.of("tag", "nobody", "a", "b"),
            List.of("tag", "trips/9", "a", "b"),
            List.of("tag", "trips", "a\u0007", "b"),
            List.of("tag", "trips", "'; DROP TABLE model; --", "b"),
            List.of("tag", "trips", "a", "b\u001b[2J"),
            List.of("tag", "trips", "none", "--remove"),
            List.of("alias", "trips", "stable"),
            List.of("alias", "trips/1", "7"),
            List.of("alias", "trips/1\u0007", "x"),
            List.of("show", "trips@nothing"),
            List.of("show", "trips/x"),
            List.of("show", "trips/0"),
            List.of("describe", "trips", "x".repeat(10_001)))) {
      SpokenCommand told = models(wrong.toArray(String[]::new));
      assertThat(told.code()).as("%s", wrong).isEqualTo(2);
      assertThat(told.err()).contains("found").doesNotContain("\u0007", "\u001b", "Exception");
    }
  }

  @Test
  void aVersionIsShownWithWhatItRestsOn() {
    String told = models("show", "trips/1").out();
    assertThat(told)
        .contains("registered", "chosen", "live", "decided 20", "until now", "cut ", "schema")
        .contains("plan", "xgboost", "seed 42", "\"rounds\":2", "JDK 25", "libraries", "input ")
        .contains("trip_seconds int64", "probability of false, true", "example ", "test.auc");
    JsonObject json = JsonObject.of(models("show", "trips/1", "--json").json());
    assertThat(json.items("live")).hasSize(1);
    assertThat(json.object("signature").items("inputs")).isNotEmpty();
    assertThat(json.whole("seed")).isEqualTo(42);
  }

  @Test
  void theExampleIsARowThatIsPredicted() {
    JsonObject json = JsonObject.of(models("show", "trips/1", "--json").json());
    String row = CanonicalJson.text(json.value("input-example"));
    assertThat(json.object("input-example").names()).contains("payment_type", "trip_seconds");
    SpokenCommand predicted = SpokenCommand.run("predict", "trips", "--row", row, "--home", home());
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out()).contains("\"version\":1");
  }

  private static void done(String... arguments) {
    SpokenCommand told = models(arguments);
    assertThat(told.code()).as(told.err()).isZero();
  }

  private static String home() {
    return folder.resolve(".millrace").toString();
  }

  private static SpokenCommand models(String... arguments) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--home", home()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }
}
