package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are profiled from the command line: alone, deeper, two at once, and over spans. */
final class ProfileTest {
  @TempDir Path folder;

  @BeforeEach
  void data() throws IOException {
    write("people.csv", 400, 0);
    write("later.csv", 300, 40);
    write("s_2024-01.csv", 100, 0);
    write("s_2024-02.csv", 120, 5);
    write("s_2024-03.csv", 90, 10);
  }

  private void write(String name, int rows, int older) throws IOException {
    StringBuilder text = new StringBuilder("age,colour,mail,bought\n");
    for (int row = 0; row < rows; row++) {
      boolean red = row % 2 == 0;
      text.append(18 + older + row % 60)
          .append(red ? ",red," : ",blue,")
          .append("p" + row % 50 + "@example.org,")
          .append(red && row % 3 > 0 ? "yes\n" : "no\n");
    }
    Files.writeString(folder.resolve(name), text);
  }

  private SpokenCommand profile(String... arguments) {
    List<String> all = new ArrayList<>(List.of("data", "profile"));
    for (String argument : arguments) {
      boolean file = argument.endsWith(".csv") || argument.endsWith(".html");
      all.add(file ? folder.resolve(argument).toString() : argument);
    }
    all.add("--home");
    all.add(folder.resolve("home").toString());
    return SpokenCommand.run(all.toArray(String[]::new));
  }

  @Test
  void aFileIsShownWithItsLooks() {
    SpokenCommand told = profile("people.csv");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out()).contains("400 rows, 4 columns", "e-mail, personal?", "'a9@a.a' 100%");
  }

  @Test
  void deeperIsShownOnRequest() throws IOException {
    String[] deeper = {
      "people.csv", "--label", "bought", "--slice", "colour", "--relations", "--html", "p.html"
    };
    SpokenCommand told = profile(deeper);
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out())
        .contains("pairs of 4 columns on all 400 rows")
        .contains("colour = red")
        .contains("By colour:")
        .contains("rows equal an earlier one in every column");
    assertThat(Files.readString(folder.resolve("p.html")))
        .contains("<h2>Relations</h2>", "Lift against bought", "<h2>By colour</h2>", "<svg")
        .doesNotContain("<script", "http-equiv=\"refresh\"");
    List<String> all = new ArrayList<>(List.of(deeper));
    all.add("--json");
    JsonObject json = JsonObject.of(profile(all.toArray(String[]::new)).json());
    assertThat(json.whole("rows")).isEqualTo(400);
    assertThat(json.object("relations").flag("whole")).isTrue();
    assertThat(json.object("lift").items("classes")).hasSize(2);
    assertThat(json.items("slices")).hasSize(1);
  }

  @Test
  void twoFilesStandSideBySide() throws IOException {
    SpokenCommand told = profile("people.csv", "--against", "later.csv", "--html", "two.html");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out()).contains("people.csv", "later.csv", "Jensen-Shannon divergence (bits)");
    assertThat(Files.readString(folder.resolve("two.html"))).contains("<svg", "people.csv");
    JsonObject json =
        JsonObject.of(profile("people.csv", "--against", "later.csv", "--json").json());
    assertThat(json.items("columns")).hasSize(4);
  }

  @Test
  void spansAreShownAsTrends() throws IOException {
    SpokenCommand told = profile("s_{YYYY}-{MM}.csv", "--html", "spans.html");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out()).contains("3 spans, 2024-01 to 2024-03").contains("▃█▁");
    assertThat(Files.readString(folder.resolve("spans.html"))).contains("<h2>age</h2>", "<svg");
    JsonObject json = JsonObject.of(profile("s_{YYYY}-{MM}.csv", "--json").json());
    assertThat(json.items("spans")).hasSize(3);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThat(profile("people.csv", "--against", "later.csv", "--label", "age").err())
        .contains("leave out --against");
    assertThat(profile("s_{YYYY}-{MM}.csv", "--relations").code()).isEqualTo(2);
    assertThat(profile("s_{YYYY}-{MM}.csv", "--against", "later.csv").code()).isEqualTo(2);
    SpokenCommand none = profile("none_{YYYY}.csv");
    assertThat(none.code()).isEqualTo(4);
    assertThat(none.err()).contains("no file of any span matches the pattern");
    assertThat(profile("people.csv", "--label", "nothing").err())
        .contains("there is no such column to be the label");
    assertThat(profile("people.csv", "--slice", "").code()).isEqualTo(2);
  }
}
