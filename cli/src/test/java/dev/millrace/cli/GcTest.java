package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections from the command line, over a home in which a version is live. */
final class GcTest {
  @TempDir Path folder;

  @Test
  void whatIsCollectedIsMadeAgainByRunningAgain() throws IOException {
    SmallRun run = SmallRun.in(folder, 2);
    SmallRun.Ended first = run.runHere();
    assertThat(first.exitCode()).as(first.text()).isZero();
    Set<String> live = blobs();
    Files.writeString(
        folder.resolve(".millrace/home.yaml"),
        """
        gc:
          grace: 2h
          cuts: { age: 0s, count: 0 }
          intermediate: { age: 0s, count: 0 }
          quarantine: { age: 0s, count: 0 }
          scorers: { age: 0s, count: 0 }
        """);
    List<String> lines = Files.readAllLines(folder.resolve("trips.csv"));
    Files.write(folder.resolve("trips.csv"), lines.subList(0, 350));
    landed("made");
    Set<String> all = blobs();
    Set<String> others = new TreeSet<>(all);
    others.removeAll(live);
    assertThat(others).isNotEmpty();

    assertThat(millrace("gc").out()).as("the grace").startsWith("nothing to collect");
    age();
    JsonObject preview = JsonObject.of(millrace("gc", "--dry-run", "--json").json());
    assertThat(blobs()).isEqualTo(all);
    List<JsonObject> things = things(preview);
    assertThat(things).extracting(thing -> thing.text("class")).contains("cuts");
    assertThat(things).allMatch(thing -> thing.text("rebuilt").equals("yes"));
    assertThat(things).anyMatch(thing -> thing.text("from").endsWith("trips.csv"));

    SpokenCommand collected = millrace("gc", "--reason", "the disk is small");

    assertThat(collected.code()).as(collected.err()).isZero();
    assertThat(collected.out()).contains("cuts", "removed").doesNotContain("unreferenced");
    assertThat(blobs()).as("all the live version was made from").isEqualTo(live);
    run.outcome();
    assertThat(millrace("audit", "verify").code()).isZero();
    assertThat(millrace("audit", "list").out()).contains("collection.end", "the disk is small");
    assertThat(lineage("trips.csv")).contains("(collected 2");
    assertThat(lineage("trips/1")).doesNotContain("(collected");
    assertThat(millrace("gc").out()).startsWith("nothing to collect");

    landed("made");
    assertThat(blobs()).as("the same bytes").isEqualTo(all);
    assertThat(lineage("trips.csv")).doesNotContain("(collected");
    landed("reused");

    age();
    Files.write(folder.resolve("trips.csv"), lines.subList(0, 340));
    List<JsonObject> after = things(JsonObject.of(millrace("gc", "--dry-run", "--json").json()));
    assertThat(after)
        .as("its source is another one now")
        .anyMatch(
            thing ->
                thing.text("rebuilt").equals("no")
                    && thing.text("from").endsWith("holds something else now"));
  }

  private static List<JsonObject> things(JsonObject report) {
    return report.items("list").stream().map((Json item) -> JsonObject.of(item)).toList();
  }

  private String lineage(String node) {
    Path file = folder.resolve(node);
    return millrace("lineage", Files.exists(file) ? file.toString() : node).out();
  }

  /** Runs as far as data goes, which no version is made from. */
  private void landed(String how) {
    SpokenCommand run =
        SpokenCommand.run("run", folder.resolve("pipeline.yaml").toString(), "--until", "validate");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out() + run.err()).containsPattern("land +" + how);
  }

  private SpokenCommand millrace(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve(".millrace").toString()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(".millrace/blobs"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private Set<String> blobs() throws IOException {
    Set<String> names = new TreeSet<>();
    files().forEach(file -> names.add(folder.relativize(file).toString()));
    return names;
  }

  /** As if all of it had been written long ago. */
  private void age() throws IOException {
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
    }
  }
}
