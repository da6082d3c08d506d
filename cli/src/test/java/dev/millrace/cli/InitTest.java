package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first pipeline reads what is written in the way of people, and says so. */
final class InitTest {
  @TempDir Path folder;

  @Test
  void numbersAndDaysWrittenByPeopleAreReadAndNotDropped() throws IOException {
    makeData();
    SpokenCommand init = init("bought");
    assertThat(init.out())
        .contains(
            "amount:number reads them",
            "read with the comma between thousands",
            "share:number reads them",
            "day:weekday and day:month read them; to split by time, write them as 2024-01-31",
            "nobody can tell whether day or month is first; write them as 2024-01-31 in the data",
            "gate log_loss <= champion + 0.01")
        .doesNotContain("names rows");
    assertThat(folder.resolve("pipeline.yaml")).content().contains("log_loss <= champion + 0.01");
    SpokenCommand run = run("gate");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "not applicable  log_loss <= champion + 0.01: there is no other champion",
            "auc                      0.9");
  }

  @Test
  void aLabelWrittenWithACurrencyIsPredictedAsANumber() throws IOException {
    makeData();
    assertThat(init("amount").out()).contains("an expression makes them numbers");
    SpokenCommand run = run("prepare");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("label 'amount': the expression is a number");
  }

  private SpokenCommand init(String label) {
    SpokenCommand init =
        SpokenCommand.run(
            "init",
            folder.resolve("data.csv").toString(),
            "--label",
            label,
            "--output",
            folder.resolve("pipeline.yaml").toString());
    assertThat(init.code()).as(init.err()).isZero();
    return init;
  }

  private SpokenCommand run(String until) {
    return SpokenCommand.run("run", folder.resolve("pipeline.yaml").toString(), "--until", until);
  }

  private void makeData() throws IOException {
    SplittableRandom random = new SplittableRandom(9);
    StringBuilder rows = new StringBuilder("amount;share;day;unclear;bought\n");
    for (int row = 0; row < 1500; row++) {
      double amount = random.nextInt(500_000) / 100.0;
      double share = random.nextInt(1000) / 10.0;
      rows.append(
          String.format(
              Locale.US,
              "$%,.2f;%.1f%%;%02d-%02d-2024;0%d/0%d/2024;%s%n",
              amount,
              share,
              1 + random.nextInt(28),
              1 + random.nextInt(12),
              1 + random.nextInt(9),
              1 + random.nextInt(9),
              amount / 5000 + share / 100 > 1 ? "yes" : "no"));
    }
    Files.writeString(folder.resolve("data.csv"), rows);
  }
}
