package dev.millrace.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import dev.millrace.core.policy.Policy;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a source of spans are read. */
final class SpanWindowTest {
  @TempDir Path folder;

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "a\n1\n");
    }
  }

  private static SourceConfig source(String yaml) {
    Problems problems = new Problems();
    ConfigNode.Mapping mapping = YamlReader.read("test.yaml", yaml);
    SourceConfig config;
    try (Section section = Section.at("source", mapping, problems)) {
      config = SourceConfig.read(section);
    }
    problems.throwIfAny();
    return config;
  }

  private SourceDiscovery discovery() {
    return new SourceDiscovery(
        folder, new ReadableFiles(folder, Policy.none(folder.resolve(".millrace"))));
  }

  private List<String> found(String yaml) {
    return discovery().find(source(yaml)).stream()
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  private void months() throws IOException {
    for (int month = 1; month <= 7; month++) {
      files("flights-2001-0" + month + ".csv");
    }
    files("flights-2001-xx.csv", "other-2001-01.csv", "flights-2001-13.csv");
  }

  @Test
  void withoutAWindowEverySpanIsRead() throws IOException {
    months();
    assertThat(found("files: \"flights-{YYYY}-{MM}.csv\"")).hasSize(7);
  }

  @Test
  void theNewestARangeAndWithoutSome() throws IOException {
    months();
    String files = "files: \"flights-{YYYY}-{MM}.csv\"\nwindow: ";
    assertThat(found(files + "{ last: 2 }"))
        .containsExactly("flights-2001-06.csv", "flights-2001-07.csv");
    assertThat(found(files + "{ from: 2001-03, to: 2001-04 }"))
        .containsExactly("flights-2001-03.csv", "flights-2001-04.csv");
    assertThat(found(files + "{ last: 2, exclude: [2001-06, 2001-01] }"))
        .containsExactly("flights-2001-05.csv", "flights-2001-07.csv");
    assertThat(found(files + "{ from: 2001-06-15 }")).containsExactly("flights-2001-07.csv");
    assertThat(found(files + "{ to: 2001-02-01 }")).hasSize(2);
    assertThat(found(files + "{ to: 2001 }")).hasSize(7);
  }

  @Test
  void numbersAreSpansInTheirOrderAndTheGreatestVersionCounts() throws IOException {
    files(
        "s-9/v1/a.csv",
        "s-10/v1/a.csv",
        "s-10/v2/a.csv",
        "s-10/v2/b.csv",
        "s-10/v10/a.csv",
        "s-2001/v1/a.csv",
        "s-11/vx/a.csv");
    String files = "files: \"s-{span}/v{version}/*.csv\"\n";
    assertThat(found(files))
        .containsExactlyInAnyOrder("s-9/v1/a.csv", "s-10/v10/a.csv", "s-2001/v1/a.csv");
    assertThat(found(files + "window: { to: 10 }"))
        .containsExactlyInAnyOrder("s-9/v1/a.csv", "s-10/v10/a.csv");
    assertThat(found(files + "window: { exclude: [2001], last: 1 }"))
        .containsExactly("s-10/v10/a.csv");
  }

  @Test
  void aPlaceholderThatComesTwiceIsOneText() throws IOException {
    files("2024/a-2024-01.csv", "2024/a-2023-01.csv", "2023/a-2023-01.csv");
    assertThat(found("files: \"{YYYY}/a-{YYYY}-{MM}.csv\""))
        .containsExactlyInAnyOrder("2024/a-2024-01.csv", "2023/a-2023-01.csv");
  }

  @Test
  void withTooFewSpansThereIsAReasonToSkip() throws IOException {
    months();
    SourceConfig many =
        source("files: \"flights-{YYYY}-{MM}.csv\"\nwindow: { from: 2001-06, at-least: 3 }");
    assertThat(discovery().tooFewSpans(many))
        .hasValueSatisfying(
            words -> assertThat(words).contains("2 spans (2001-06, 2001-07)", "at-least", "3"));
    files("flights-2001-08.csv");
    assertThat(discovery().tooFewSpans(many)).isEmpty();
    SourceConfig none =
        source("files: \"flights-{YYYY}-{MM}.csv\"\nwindow: { from: 2003, at-least: 1 }");
    assertThat(discovery().tooFewSpans(none)).isPresent();
  }

  @Test
  void aWindowWithoutAnythingInItIsToldApartFromMissingFiles() throws IOException {
    months();
    MillraceException refused =
        catchThrowableOfType(
            MillraceException.class,
            () -> found("files: \"flights-{YYYY}-{MM}.csv\"\nwindow: { from: 2003 }"));
    assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_MISSING);
    assertThat(refused.getMessage()).contains("7 spans, 2001-01 to 2001-07");
  }

  @Test
  void whatCannotBeAWindowIsRefusedWhenItIsRead() {
    for (String yaml :
        List.of(
            "files: all.csv\nwindow: { last: 2 }",
            "files: \"a-{span}.csv\"\nwindow: { last: 0 }",
            "files: \"a-{span}.csv\"\nwindow: { from: 2001-13 }",
            "files: \"a-{span}.csv\"\nwindow: { exclude: [yesterday] }",
            "files: \"a-{span}.csv\"\nwindow: { lats: 2 }")) {
      assertThatThrownBy(() -> source(yaml)).as(yaml).isInstanceOf(MillraceException.class);
    }
  }
}
