package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ChainCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes in one home. */
@Tag("process")
final class TwoAtOnceTest {
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @TempDir Path folder;

  @Test
  void twoPipelinesRunInOneHomeAsEachWouldAlone() throws Exception {
    Path first = pipeline("first");
    Path second = pipeline("second");
    List<Process> both = List.of(run(first, "home"), run(second, "home"));
    List<SmallRun.Ended> ended = new ArrayList<>();
    for (Process process : both) {
      ended.add(SmallRun.toTheEnd(process, new ArrayList<>()));
    }
    assertThat(ended).allSatisfy(each -> assertThat(each.exitCode()).as(each.text()).isZero());
    SmallRun.Ended alone = SmallRun.toTheEnd(run(first, "another"), new ArrayList<>());
    assertThat(alone.exitCode()).as(alone.text()).isZero();
    try (OpenHome shared = OpenHome.existing(folder.resolve("home"));
        OpenHome own = OpenHome.existing(folder.resolve("another"))) {
      assertThat(shared.store().checkIntegrity()).isEmpty();
      assertThat(shared.store().stores().events().verify()).isInstanceOf(ChainCheck.Whole.class);
      assertThat(scorer(shared, "first")).isEqualTo(scorer(own, "first"));
      assertThat(scorer(shared, "second")).isNotEmpty();
    }
  }

  /** Of two runs of one pipeline at once one is refused, or begins when the other is over. */
  @Test
  void onePipelineIsRunByOneProcessAtATime() throws Exception {
    Path pipeline = pipeline("only");
    List<Process> both = List.of(run(pipeline, "home"), run(pipeline, "home"));
    List<SmallRun.Ended> ended = new ArrayList<>();
    for (Process process : both) {
      ended.add(SmallRun.toTheEnd(process, new ArrayList<>()));
    }
    assertThat(ended).anySatisfy(each -> assertThat(each.exitCode()).as(each.text()).isZero());
    assertThat(ended)
        .allSatisfy(
            each ->
                assertThat(each.exitCode() == 0 || each.text().contains("RUN_ACTIVE"))
                    .as(each.text())
                    .isTrue());
    try (OpenHome home = OpenHome.existing(folder.resolve("home"))) {
      assertThat(
              home.store()
                  .stores()
                  .registryQueries()
                  .listVersions(Users.PROJECT, new ModelName("only")))
          .hasSize(1);
    }
  }

  @Test
  void aKilledRunIsNotShownAsRunning() throws Exception {
    Path pipeline = pipeline("killed");
    Process process = run(pipeline, "home");
    try (BufferedReader out = SmallRun.reader(process)) {
      String line = out.readLine();
      while (line != null && !line.contains("analyze")) {
        line = out.readLine();
      }
      assertThat(line).as("a stage of the run").isNotNull();
      assertThat(runs()).contains("running").doesNotContain("abandoned");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(runs()).contains("abandoned", "is gone; the next run").doesNotContain("running");
    SmallRun.Ended again = SmallRun.toTheEnd(run(pipeline, "home"), new ArrayList<>());
    assertThat(again.exitCode()).as(again.text()).isZero();
    assertThat(runs()).contains("done", "abandoned");
  }

  private String runs() {
    SpokenCommand told = SpokenCommand.run("runs", "--home", folder.resolve("home").toString());
    assertThat(told.code()).as(told.err()).isZero();
    return told.out();
  }

  private static String scorer(OpenHome home, String model) {
    return home.store()
        .stores()
        .registryQueries()
        .listVersions(Users.PROJECT, new ModelName(model))
        .get(0)
        .scorer()
        .hex();
  }

  private Path pipeline(String name) throws IOException {
    Path file = SmallRun.in(folder.resolve(name), 20).folder().resolve("pipeline.yaml");
    return Files.writeString(file, Files.readString(file).replace("name: trips", "name: " + name));
  }

  private Process run(Path pipeline, String home) throws IOException {
    return OwnProcess.start(
        QUICK, "run", pipeline.toString(), "--home", folder.resolve(home).toString());
  }
}
