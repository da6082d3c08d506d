package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A range of dates is run span by span, once. */
@Tag("process")
final class BackfillTest {
  @TempDir Path folder;

  @BeforeEach
  void months() throws IOException {
    pipeline("trips-{YYYY}-{MM}.csv");
    month("2024-01", 0);
    month("2024-02", 3);
    month("2024-04", 5);
  }

  @Test
  void everySpanIsRunOnceInOrderAndASecondTimeNotAtAll() throws IOException {
    SpokenCommand first = backfill("2024-01..2024-04");
    assertThat(first.code()).as(first.out() + first.err()).isZero();
    assertThat(first.out())
        .containsPattern("2024-01 +1 +400 +[0-9a-f]{8} +small/1 +done")
        .containsPattern("2024-02 +1 +400 +[0-9a-f]{8} +small/2 +done")
        .containsPattern("2024-03 +0 +no file")
        .containsPattern("2024-04 +1 +400 +[0-9a-f]{8} +small/3 +done");
    assertThat(home("releases", "list").out()).contains("nothing was ever released");

    SpokenCommand again = backfill("2024-01..2024-04");
    assertThat(again.err()).doesNotContain("discover");
    assertThat(again.out().lines().filter(line -> line.endsWith("done before"))).hasSize(3);

    month("2024-02", 4);
    SpokenCommand changed = backfill("2024");
    assertThat(changed.out())
        .containsPattern("2024-01 +1 +[0-9a-f]{8} +done before")
        .containsPattern("2024-02 +1 +400 +[0-9a-f]{8} +small/4 +done");
    assertThat(home("models", "show", "small/4").out()).contains("trips-2024-02.csv");

    // Without a range the same pipeline reads every month.
    SpokenCommand whole = SpokenCommand.run("run", folder.resolve("pipeline.yaml").toString());
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("3 files, 1,200 rows");
  }

  @Test
  void aSpanThatIsRefusedDoesNotHoldUpTheOthers() throws IOException {
    Files.writeString(folder.resolve("trips-2024-02.csv"), "x,label\nno number,yes\n");
    SpokenCommand run = backfill("2024-01..2024-04");
    assertThat(run.code()).as(run.err()).isEqualTo(4);
    assertThat(run.out()).containsPattern("2024-02 .*refused: ").containsPattern("2024-04 .*done");
  }

  @Test
  void rangesThatSayNothingAreRefused() throws IOException {
    assertThat(backfill("2024-13").err()).contains("this is no range of dates", "2024-13");
    assertThat(backfill("2024-04..2024-01").err()).contains("ends before it begins");
    assertThat(backfill("2024-01-05").err()).contains("finer than the names of the files");
    assertThat(backfill("2024-01..2024-02..2024-03").err()).contains("no range of dates");
    assertThat(backfill("2023").err()).contains("SOURCE_MISSING", "no span of the range");
    pipeline("trips-{YYYY}-{MM}-{DD}.csv");
    assertThat(backfill("1000..9000").err()).contains("too many spans");
    pipeline("trips-{MM}.csv");
    assertThat(backfill("2024").err()).contains("not whole");
    pipeline("trips-2024-01.csv");
    assertThat(backfill("2024").err()).contains("only files that are named by dates");
  }

  private SpokenCommand backfill(String range) {
    return SpokenCommand.run(
        "run", folder.resolve("pipeline.yaml").toString(), "--backfill", range);
  }

  private SpokenCommand home(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = folder.resolve(".millrace").toString();
    return SpokenCommand.run(all);
  }

  private void month(String month, int shift) throws IOException {
    StringBuilder rows = new StringBuilder("x,label\n");
    for (int row = 0; row < 400; row++) {
      int x = row * 37 % 101;
      rows.append(
          String.format(Locale.ROOT, "%d.5,%s%n", x, x + (row + shift) % 7 > 50 ? "yes" : "no"));
    }
    Files.writeString(folder.resolve("trips-" + month + ".csv"), rows);
  }

  private void pipeline(String files) throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        name: small
        source: { files: "%s" }
        label: { column: label }
        split: { by: hash, train: 60%%, validation: 20%%, test: 20%% }
        train: { learner: linear }
        evaluate: { bootstrap: 20 }
        gate: [auc >= 0.1]
        """
            .formatted(files));
  }
}
