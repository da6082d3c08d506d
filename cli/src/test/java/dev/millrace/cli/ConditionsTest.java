package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages under a condition, and parts of a run made again. */
@Tag("process")
final class ConditionsTest {
  private static final int ROWS = 400;

  @TempDir Path folder;

  @BeforeEach
  void rows() throws IOException {
    StringBuilder rows = new StringBuilder("x,b,label\n");
    for (int row = 0; row < ROWS; row++) {
      int x = row * 37 % 101;
      rows.append(
          String.format(Locale.ROOT, "%d.5,%d,%s%n", x, row % 9, x + row % 7 > 50 ? "yes" : "no"));
    }
    Files.writeString(folder.resolve("rows.csv"), rows);
  }

  @Test
  void tooFewRowsTrainNothingAndTheRecordSaysWhy() throws IOException {
    pipeline("when: { train: rows >= 10000 }");
    SpokenCommand run = run();
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("train, champion, evaluate, reference, gate, register, release skipped")
        .contains("'rows >= 10000' does not hold", "\"rows\":400");
    SpokenCommand runs = home("runs", "--limit", "1");
    assertThat(runs.out()).contains("done");
    assertThat(home("runs", runs.out().substring(0, 8)).out())
        .contains("train-when")
        .doesNotContain("evaluate");
  }

  @Test
  void aWindowOfSpansIsReadOrTheRunIsSkippedWithTheReason() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("rows.csv"));
    for (int day = 1; day <= 4; day++) {
      List<String> part = new ArrayList<>(List.of(lines.getFirst()));
      part.addAll(lines.subList(100 * day - 99, 100 * day + 1));
      Files.write(folder.resolve("rows-2026-03-0" + day + ".csv"), part);
    }
    pipeline("");
    Path file = folder.resolve("pipeline.yaml");
    String all = Files.readString(file);
    String spans = "files: \"rows-{YYYY}-{MM}-{DD}.csv\", window: { last: 3, exclude: [2026-03-02]";
    Files.writeString(file, all.replace("files: rows.csv", spans + " }"));
    assertThat(run("--until", "validate").out()).contains("3 files, 300 rows");
    Files.writeString(file, all.replace("files: rows.csv", spans + ", at-least: 4 }"));
    SpokenCommand skipped = run();
    assertThat(skipped.code()).as(skipped.err()).isZero();
    assertThat(skipped.out())
        .contains("nothing was run", "3 spans (2026-03-01, 2026-03-03, 2026-03-04)");
  }

  @Test
  void aModelThatIsNotGoodEnoughIsRegisteredAndNotProposed() throws IOException {
    pipeline("when: { train: rows >= 100 and new_data, release: auc > 0.9999 }");
    SpokenCommand run = run();
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("release skipped: 'auc > 0.9999'", "small version 1");
    assertThat(home("releases", "list").out()).contains("nothing was ever released");

    pipeline("when: { release: auc > 0.5 and champion is missing }");
    assertThat(run().code()).isZero();
    assertThat(home("releases", "list").out()).contains("v1 100");
    pipeline("when: { train: new_data }");
    assertThat(run().out()).contains("'new_data' does not hold");
  }

  /** What is not known is not taken for good: no window tells of drift yet. */
  @Test
  void whatIsMissingDoesNotHold() throws IOException {
    pipeline("when: { train: drifted_columns = 0 }");
    assertThat(run().out()).contains("train, champion").contains("skipped");
  }

  @Test
  void conditionsThatSayNothingAreRefusedWithTheirPlace() throws IOException {
    pipeline("when: { train: rows > }");
    assertThat(run().err()).contains("pipeline.yaml:8", "rows >= 10000");
    pipeline("when: { train: auc > 0.5 }");
    assertThat(run().err()).contains("pipeline.yaml:8", "train_rows");
    pipeline("when: { train: rows + 1 }");
    assertThat(run().err()).contains("true or false");
  }

  @Test
  void aStageMadeAgainIsComparedWithWhatItGave() throws IOException {
    pipeline("");
    assertThat(run().code()).isZero();
    SpokenCommand again = run("--only", "analyze");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err())
        .containsPattern("land +reused")
        .containsPattern("analyze +made")
        .contains("analyze: made again, with the result it had")
        .doesNotContain("validate  ");
    assertThat(run("--only", "analyze", "--until", "gate").err()).contains("USAGE");
    assertThat(run("--only", "nothing").err()).contains("there is no such stage");
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

  private SpokenCommand run(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "run";
    all[1] = folder.resolve("pipeline.yaml").toString();
    System.arraycopy(more, 0, all, 2, more.length);
    return SpokenCommand.run(all);
  }

  private SpokenCommand home(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = folder.resolve(".millrace").toString();
    return SpokenCommand.run(all);
  }
}
