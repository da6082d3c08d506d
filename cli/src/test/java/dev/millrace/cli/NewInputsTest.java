package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.Releases;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ReleaseTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version may read other columns than the one before, as long as callers can know of them. */
@Tag("process")
final class NewInputsTest {
  private static final ReleaseTarget LIVE = ReleaseTarget.production(new ModelName("small"));
  private static final int ROWS = 400;

  @TempDir Path folder;

  /** What a column says in a row. */
  private interface Cells {
    String at(int row);
  }

  @BeforeEach
  void aVersionIsLive() throws IOException {
    pipeline("");
    data("x,b,label", row -> "7");
    assertThat(run().code()).isZero();
    assertThat(live()).isEqualTo(1);
  }

  /** Constant at first, and so left out of the scorer; it was a column of the schema all along. */
  @Test
  void aColumnOfTheSchemaMayBecomeAnInput() throws IOException {
    data("x,b,label", row -> Integer.toString(row % 9));
    SpokenCommand second = run();
    assertThat(second.code()).as(second.out() + second.err()).isZero();
    assertThat(live()).isEqualTo(2);
  }

  @Test
  void aFieldNobodyKnewOfIsRefusedByName() throws IOException {
    data("x,speed,label", row -> Integer.toString(row % 9));
    Files.delete(folder.resolve("schema.yaml"));
    SpokenCommand second = run();
    assertThat(second.code()).as(second.out() + second.err()).isEqualTo(3);
    assertThat(second.out())
        .contains(
            "version 2 needs fields that callers of version 1 may not know of",
            "found speed",
            "millrace releases create small 2",
            "new-inputs: allow");
    assertThat(live()).isEqualTo(1);
    pipeline("release: { new-inputs: allow }");
    SpokenCommand third = run();
    assertThat(third.code()).as(third.out() + third.err()).isZero();
    assertThat(live()).isEqualTo(2);
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
            + more);
  }

  private void data(String header, Cells second) throws IOException {
    StringBuilder rows = new StringBuilder(header).append('\n');
    for (int row = 0; row < ROWS; row++) {
      int x = row * 37 % 101;
      rows.append(
          String.format(
              Locale.ROOT, "%d.5,%s,%s%n", x, second.at(row), x + row % 7 > 50 ? "yes" : "no"));
    }
    Files.writeString(folder.resolve("rows.csv"), rows);
  }

  private SpokenCommand run() {
    return SpokenCommand.run("run", folder.resolve("pipeline.yaml").toString());
  }

  private int live() {
    try (OpenHome home = OpenHome.open(folder.resolve(".millrace"))) {
      return new Releases(home.store().stores(), home.store().blobs())
          .find(Users.PROJECT, LIVE)
          .live()
          .orElseThrow()
          .version();
    }
  }
}
