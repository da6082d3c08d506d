package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings are accepted one after the other, in a schema that people have written themselves. */
final class SchemaAcceptTest {
  private static final String SCHEMA =
      """
      # Reviewed in March. Ask Ada.
      columns:
        colour: { type: utf8, domain: [red] }   # the paint we sell

        age:
          max: 30    # nobody older comes
          type: int64

          min: 20    # the law
        bought: { type: utf8 }
      """;

  @TempDir Path folder;

  @Test
  void aLeastAndAGreatestValueAndNewOnesAreAllKept() throws IOException {
    Files.writeString(
        folder.resolve("data.csv"),
        "age,colour,bought\n"
            + IntStream.range(0, 100)
                .mapToObj(row -> 15 + row % 30 + (row % 2 == 0 ? ",red,yes" : ",blue,no"))
                .collect(Collectors.joining("\n")));
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        "name: shop\nsource: { files: data.csv }\nlabel: { column: bought }\n");
    Path schema = Files.writeString(folder.resolve("schema.yaml"), SCHEMA);
    assertThat(millrace("run", "--until", "validate").code()).isZero();

    assertThat(millrace("schema", "diff", "--json", "--pipeline").out())
        .contains("\"id\":\"INT_TYPE_SMALL_INT:age\"", "\"relaxed\":{\"min\":15.0}")
        .doesNotContain("config-version");
    String expected = SCHEMA;
    for (String[] each :
        new String[][] {
          {"INT_TYPE_SMALL_INT:age", "min: 20 ", "min: 15 "},
          {"INT_TYPE_BIG_INT:age", "max: 30 ", "max: 44 "},
          {"ENUM_TYPE_UNEXPECTED_STRING_VALUES:colour", "[red]", "[red, \"blue\"]"}
        }) {
      SpokenCommand accepted = millrace("schema", "accept", each[0], "--pipeline");
      assertThat(accepted.code()).as(accepted.err()).isZero();
      expected = expected.replace(each[1], each[2]);
      assertThat(schema).content().isEqualTo(expected);
    }
    assertThat(millrace("run", "--until", "validate").out()).contains("anomalies  none");
  }

  private SpokenCommand millrace(String... words) {
    int at = words[0].equals("run") ? 1 : words.length;
    String[] all = new String[words.length + 3];
    System.arraycopy(words, 0, all, 0, at);
    all[at] = folder.resolve("pipeline.yaml").toString();
    System.arraycopy(words, at, all, at + 1, words.length - at);
    all[words.length + 1] = "--home";
    all[words.length + 2] = folder.resolve("home").toString();
    return SpokenCommand.run(all);
  }
}
