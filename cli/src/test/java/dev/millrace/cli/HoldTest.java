package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Legal holds from the command line: what is held is not collected, and who is held is not told.
 */
final class HoldTest {
  private static final String PERSON = "Zebulon.Quackenbush@example.org";

  @TempDir Path folder;

  @Test
  void whatIsHeldIsNotCollectedUntilItIsReleased() throws IOException {
    SmallRun.in(folder, 2);
    SpokenCommand run =
        SpokenCommand.run("run", folder.resolve("pipeline.yaml").toString(), "--until", "validate");
    assertThat(run.code()).as(run.err()).isZero();
    Files.writeString(
        folder.resolve(".millrace/home.yaml"),
        "gc: { grace: 2h, cuts: { age: 0s, count: 0 }, quarantine: { age: 0s, count: 0 } }");
    age();
    JsonObject placed =
        JsonObject.of(
            millrace(
                    "hold",
                    "place",
                    folder.resolve("trips.csv").toString(),
                    "--reason",
                    "a file",
                    "--json")
                .json());
    assertThat(JsonObject.of(placed.items("holds").getFirst()).whole("contents")).isEqualTo(1);
    String cut = cut();
    assertThat(millrace("hold", "place", cut, "--reason", "case 17").out())
        .contains("cut/" + cut.substring(0, 30), "case 17");
    assertThat(millrace("gc").out()).startsWith("nothing to collect");
    assertThat(millrace("hold", "list").out()).contains("case 17", "a file");
    assertThat(millrace("audit", "list").out()).contains("hold.place", "hold/2");

    assertThat(millrace("hold", "release", "9", "--reason", "no").code()).isEqualTo(2);
    assertThat(millrace("hold", "release", "2", "--reason", "closed").code()).isZero();
    assertThat(millrace("hold", "list").out()).doesNotContain("case 17");
    assertThat(millrace("hold", "list", "--all").out()).contains("case 17");

    Path keys = Files.writeString(folder.resolve("keys.txt"), PERSON + "\n");
    assertThat(
            millrace(
                    "hold",
                    "place",
                    "--column",
                    "mail",
                    "--key-file",
                    keys.toString(),
                    "--reason",
                    "case 18")
                .out())
        .contains("person/mail/")
        .doesNotContain("Zebulon");
    assertThat(millrace("gc").out()).contains("nothing to collect", "a person is held");
    assertThat(millrace("hold", "release", "3", "--reason", "closed").code()).isZero();
    assertThat(millrace("gc").out()).contains("cuts", "removed");
    requireNowhere();
  }

  @Test
  void whatIsWrongIsRefusedByName() throws IOException {
    SmallRun.in(folder, 2);
    Files.createDirectories(folder.resolve(".millrace"));
    assertThat(
            SpokenCommand.run(
                    "run", folder.resolve("pipeline.yaml").toString(), "--until", "discover")
                .code())
        .isZero();
    assertThat(millrace("hold", "place", "nobody/7", "--reason", "x").code()).isEqualTo(2);
    assertThat(millrace("hold", "place", "--reason", "x").err()).contains("NODE");
    assertThat(millrace("hold", "place", "--column", "a", "--reason", "x").err())
        .contains("--key-file");
    assertThat(millrace("hold", "place", "run/1").err()).contains("--reason");
  }

  /** The digest of the cut that was landed. */
  private String cut() {
    JsonObject graph =
        JsonObject.of(millrace("lineage", folder.resolve("trips.csv").toString(), "--json").json())
            .object("graph");
    return graph.items("nodes").stream()
        .map(JsonObject::of)
        .filter(node -> node.text("kind").equals("cut"))
        .map(node -> node.text("id").substring(4))
        .findFirst()
        .orElseThrow();
  }

  private void requireNowhere() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(".millrace"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("Zebulon");
      }
    }
  }

  private void age() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(".millrace/blobs"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
      }
    }
  }

  private SpokenCommand millrace(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve(".millrace").toString()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }
}
