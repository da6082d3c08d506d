package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files are compared from the command line; settings that cannot be meant are refused. */
final class DriftTest {
  @TempDir Path folder;

  @BeforeEach
  void data() throws IOException {
    write("a.csv", "age,colour,only", 0, "x");
    write("b.csv", "age,colour,other", 40, "x");
    write("same.csv", "age,colour,only", 0, "x");
  }

  private void write(String name, String head, int shift, String last) throws IOException {
    Files.writeString(
        folder.resolve(name),
        head
            + "\n"
            + IntStream.range(0, 300)
                .mapToObj(row -> (shift + row % 60) + (row % 3 == 0 ? ",red," : ",blue,") + last)
                .collect(Collectors.joining("\n")));
  }

  @Test
  void whatMovedIsTold() {
    SpokenCommand told = drift("a.csv", "b.csv");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out())
        .startsWith("drift: 1 of 2 columns drifted; 300 and 300 rows")
        .contains("evidently.ks", "evidently.z-test")
        .contains("not compared: only: the second data has it not")
        .contains("not compared: other: the first data has it not");
    JsonObject same = JsonObject.of(drift("a.csv", "same.csv", "--json").json()).object("drift");
    assertThat(same.flag("drift")).isFalse();
    assertThat(same.items("columns")).hasSize(3);
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThat(refusal("--threshold", "evidently.psi=0.2")).contains("no column is compared by");
    assertThat(refusal("--method", "age=tfdv.l-infinity")).contains("does not compare such values");
    assertThat(refusal("--method", "size=evidently.psi")).contains("no such column");
    assertThat(refusal("--method", "evidently.tvd")).contains("random permutations");
    assertThat(refusal("--sample", "0")).contains("are not sampled");
    SpokenCommand used =
        drift("a.csv", "b.csv", "--method", "evidently.psi", "--threshold", "evidently.psi=1000");
    assertThat(used.out()).startsWith("no drift: 0 of 2");
  }

  private String refusal(String... settings) {
    SpokenCommand told = drift("a.csv", "b.csv", settings);
    assertThat(told.code()).isEqualTo(2);
    return told.err();
  }

  private SpokenCommand drift(String one, String two, String... more) {
    String[] words = {
      "data",
      "drift",
      folder.resolve(one).toString(),
      folder.resolve(two).toString(),
      "--home",
      folder.resolve("home").toString()
    };
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return SpokenCommand.run(all);
  }
}
