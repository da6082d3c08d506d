package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and versions of a pipeline are found by what they noted. */
final class SearchTest {
  @TempDir static Path folder;

  @BeforeAll
  static void run() throws IOException {
    for (int rounds : new int[] {2, 12}) {
      SmallRun.Ended ended = SmallRun.in(folder, rounds).runHere();
      assertThat(ended.exitCode()).as(ended.text()).isZero();
    }
  }

  @Test
  void runsAreFoundByMetricsParametersAndTags() {
    SpokenCommand all =
        runs("list", "--order-by", "metrics.test.auc DESC", "--filter", "params.split.by = 'hash'");
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.out().lines()).hasSize(3);
    assertThat(all.out()).contains("metrics.test.auc", "params.split.by", "finished");

    SpokenCommand one =
        runs("list", "--filter", "params.train.rounds = '12' and metrics.test.auc > 0.1", "--json");
    List<JsonObject> found =
        JsonObject.of(one.json()).items("runs").stream().map(JsonObject::of).toList();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().text("pipeline")).isEqualTo("trips");
    assertThat(one.out())
        .contains("\"millrace.gate\":\"accepted\"", "\"train.learner\":\"xgboost\"");
    assertThat(runs("list", "--count", "--filter", "tags.`millrace.model` = 'trips'").out().strip())
        .isEqualTo("2");
    assertThat(runs("list", "--experiment", "trips", "--count").out().strip()).isEqualTo("2");
    assertThat(runs("list", "--deleted", "--count").out().strip()).isEqualTo("0");
  }

  @Test
  void pagesFollowOneAnother() {
    SpokenCommand first = runs("list", "--limit", "1", "--json");
    String token = JsonObject.of(first.json()).text("next");
    SpokenCommand second = runs("list", "--limit", "1", "--json", "--page", token);
    assertThat(second.code()).isZero();
    assertThat(second.out()).isNotEqualTo(first.out()).doesNotContain("\"next\"");
    SpokenCommand other = runs("list", "--page", token, "--order-by", "start_time");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("belongs to another");
  }

  @Test
  void runsStandSideBySide() {
    List<JsonObject> found =
        JsonObject.of(runs("list", "--json").json()).items("runs").stream()
            .map(JsonObject::of)
            .toList();
    String first = found.get(0).text("run");
    String second = found.get(1).text("run").substring(0, 10);
    SpokenCommand compared = runs("compare", first, second);
    assertThat(compared.out()).contains("params.train.rounds").doesNotContain("params.split.by");
    assertThat(runs("compare", first, second, "--all").out()).contains("params.split.by");
    assertThat(runs("compare", first, "zzz").err()).contains("there is no such run");
  }

  @Test
  void versionsAndModelsAreFound() {
    SpokenCommand versions =
        models("search", "--filter", "metrics.test.auc > 0.1 AND name = 'trips'", "--json");
    assertThat(JsonObject.of(versions.json()).items("versions")).isNotEmpty();
    assertThat(models("search", "--filter", "name LIKE 'tr%'").out()).contains("trips/1");
    assertThat(models("search", "--models").out()).contains("trips");
  }

  @Test
  void aFilterThatIsWrongIsToldWithItsPlace() {
    for (List<String> wrong :
        List.of(
            List.of("list", "--filter", "metrics.auc > 'x'"),
            List.of("list", "--filter", "foo = 'x'"),
            List.of("list", "--order-by", "metrics.auc UP"),
            List.of("list", "--limit", "0"),
            List.of("list", "--experiment", "'; DROP TABLE run; --"))) {
      SpokenCommand refused = runs(wrong.toArray(String[]::new));
      assertThat(refused.code()).as("%s", wrong).isEqualTo(2);
      assertThat(refused.err()).contains("found");
    }
    assertThat(runs("list", "--filter", "metrics.auc > 'x'").err()).contains("character 15");
  }

  private static SpokenCommand runs(String... arguments) {
    return spoken("runs", arguments);
  }

  private static SpokenCommand models(String... arguments) {
    return spoken("models", arguments);
  }

  private static SpokenCommand spoken(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve(".millrace").toString()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }
}
