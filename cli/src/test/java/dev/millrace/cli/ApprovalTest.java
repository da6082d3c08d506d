package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that needs a committed revision and a second person gets past neither. */
@Tag("process")
final class ApprovalTest {
  private static final int ROWS = 400;

  @TempDir Path folder;
  private final String user = System.getProperty("user.name");

  @BeforeEach
  void annHasAPipeline() throws IOException, InterruptedException {
    as("ann");
    pipeline("release: { approval: second-person, committed: true, except-in: [staging] }");
    StringBuilder rows = new StringBuilder("x,b,label\n");
    for (int row = 0; row < ROWS; row++) {
      int x = row * 37 % 101;
      rows.append(
          String.format(Locale.ROOT, "%d.5,%d,%s%n", x, row % 9, x + row % 7 > 50 ? "yes" : "no"));
    }
    Files.writeString(folder.resolve("rows.csv"), rows);
    Files.writeString(folder.resolve(".gitignore"), ".millrace/\n");
    git("init", "-q");
    commit();
  }

  @AfterEach
  void everybodyIsThemselvesAgain() {
    System.setProperty("user.name", user);
  }

  @Test
  void theWayOfAVersionIsProposalConsentAndRelease() throws Exception {
    SpokenCommand first = run();
    assertThat(first.code()).as(first.out() + first.err()).isEqualTo(3);
    assertThat(first.out())
        .contains("not made from a clean committed revision", "this run wrote schema.yaml");
    commit();

    SpokenCommand second = run();
    assertThat(second.code()).as(second.out() + second.err()).isZero();
    assertThat(releases("list").out())
        .contains("small/production: version 1 awaits approval", "other than ann");

    assertThat(releases("create", "small", "1", "--reason", "now").out())
        .contains("version 1 awaits approval already");
    assertThat(home("models", "choose", "small", "1", "--reason", "now").out())
        .contains("version none (was none)");
    SpokenCommand own = releases("approve", "small", "1", "--reason", "fine");
    assertThat(own.code()).isNotZero();
    assertThat(own.err()).contains("POLICY_DENIED", "ann");

    as("bob");
    assertThat(releases("approve", "small", "1", "--reason", "fine", "--dry-run").out())
        .contains("would be");
    assertThat(releases("approve", "small", "1", "--reason", "looked at slices").out())
        .contains("approved by bob", "version 1 is live");
    assertThat(home("models", "show", "small/1").out())
        .containsPattern("proposed +ann")
        .containsPattern("approved +bob, .*looked at slices")
        .containsPattern("trained +ann")
        .containsPattern("code +commit [0-9a-f]{40}")
        .containsPattern("query +\\{\"files\":\"rows.csv\"}");
    assertThat(home("lineage", "small/production", "--up").out()).contains("approval", "origin");
    assertThat(home("audit", "verify").code()).isZero();
  }

  @Test
  void somebodyElseStillNeedsAThirdWhenTheyPropose() throws Exception {
    run();
    commit();
    run();
    as("bob");
    releases("reject", "small", "1", "--reason", "worse at night");
    assertThat(run().err()).contains("version 1 was rejected");
    assertThat(releases("create", "small", "1", "--reason", "looked again").out())
        .contains("awaits approval by somebody other than ann, bob");
    assertThat(releases("approve", "small", "1", "--reason", "x").err()).contains("POLICY_DENIED");
    as("cid");
    assertThat(releases("approve", "small", "1", "--reason", "fine").out()).contains("is live");
  }

  @Test
  void whatIsNotDemandedThereIsFreeAndPromotionIsNoWayAround() throws Exception {
    run();
    assertThat(
            releases("create", "small", "1", "--environment", "staging", "--reason", "try").out())
        .contains("version 1 is live");
    SpokenCommand around =
        releases("promote", "small", "--from", "staging", "--reason", "it works");
    assertThat(around.code()).isEqualTo(3);
    assertThat(around.err()).contains("GATE_REFUSED", "clean committed revision");
    commit();
    run();
    assertThat(releases("promote", "small", "--from", "staging", "--reason", "it works").out())
        .contains("awaits approval");
  }

  /** The demand was made of this scorer; taking it out of the file later does not free it. */
  @Test
  void aDemandHoldsForWhatItWasMadeOf() throws Exception {
    run();
    commit();
    run();
    pipeline("");
    commit();
    SpokenCommand freed = run();
    assertThat(freed.code()).as(freed.out() + freed.err()).isZero();
    assertThat(releases("list").out()).contains("awaits approval");
  }

  @Test
  void aChangedFileIsNamed() throws Exception {
    run();
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        Files.readString(folder.resolve("pipeline.yaml")) + "# tried something\n");
    git("add", "schema.yaml");
    git("commit", "-q", "-m", "schema");
    // Hidden from git status, and found all the same.
    git("update-index", "--assume-unchanged", "pipeline.yaml");
    SpokenCommand dirty = run();
    assertThat(dirty.code()).isEqualTo(3);
    assertThat(dirty.out()).contains("changed: pipeline.yaml");
  }

  private void pipeline(String more) throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        name: small
        source: { files: rows.csv }
        label: { column: label }
        split: { by: hash, train: 60%, validation: 20%, test: 20% }
        train: { learner: linear }
        evaluate: { bootstrap: 20 }
        gate: [auc >= 0.1]
        """
            + more
            + "\n");
  }

  private static void as(String name) {
    System.setProperty("user.name", name);
  }

  private SpokenCommand run() {
    return SpokenCommand.run("run", folder.resolve("pipeline.yaml").toString());
  }

  private SpokenCommand releases(String... arguments) {
    List<String> all = new ArrayList<>(List.of("releases"));
    all.addAll(List.of(arguments));
    return home(all.toArray(String[]::new));
  }

  private SpokenCommand home(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve(".millrace").toString()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }

  private void commit() throws IOException, InterruptedException {
    git("add", ".");
    git("commit", "-q", "--allow-empty", "-m", "more");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=ann", "-c", "user.email=ann@example.com"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
