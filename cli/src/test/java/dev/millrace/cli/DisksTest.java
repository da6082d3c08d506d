package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or may not be written to: said in words, and nothing is lost by it. */
@Tag("process")
final class DisksTest {
  private static final int ROOM = 400_000;

  @TempDir Path folder;

  private boolean possible;
  private String pipeline = "";

  @BeforeEach
  void aPipeline(TestReporter reporter) throws IOException, InterruptedException {
    possible = OwnDisk.isPossible(folder);
    if (!possible) {
      reporter.publishEntry("disks", "this machine lets nobody mount a disk of their own");
    }
    SmallRun trips = SmallRun.in(folder.resolve("trips"), 3);
    pipeline = trips.folder().resolve("pipeline.yaml").toString();
  }

  @Test
  void aRunOnAFullDiskSaysSoAndTheNextOneEnds() throws IOException, InterruptedException {
    if (!possible) {
      return;
    }
    // Too small for the database's shared memory, for its first tables, and for a stage.
    for (int kib : List.of(16, 400, 700, 1_000)) {
      Path at = folder.resolve("disk-" + kib);
      String home = at.resolve("home").toString();
      List<SmallRun.Ended> ended =
          OwnDisk.of(at, kib)
              .millrace("run", pipeline, "--home", home)
              .resize(ROOM)
              .millrace("run", pipeline, "--home", home)
              .millrace("audit", "verify", "--home", home)
              .millrace("doctor", "--repair", "--home", home)
              .play();
      SmallRun.Ended full = ended.get(0);
      assertThat(full.exitCode()).as(full.text()).isNotZero();
      assertThat(full.text())
          .as("%d KiB", kib)
          .containsPattern("\\[DISK_FULL]|the disk may be full")
          .doesNotContain("\tat ", "Exception");
      for (SmallRun.Ended next : ended.subList(1, ended.size())) {
        assertThat(next.exitCode()).as("%d KiB: %s", kib, next.text()).isZero();
      }
      assertThat(ended.get(1).text()).contains("version 1", ", live");
    }
  }

  @Test
  void whatMayNotBeWrittenToIsRefusedAndStaysWhole() throws IOException, InterruptedException {
    if (!possible) {
      return;
    }
    Path at = folder.resolve("disk");
    String home = at.resolve("home").toString();
    List<SmallRun.Ended> ended =
        OwnDisk.of(at, ROOM)
            .millrace("run", pipeline, "--home", home)
            .makeReadOnly()
            .millrace("run", pipeline, "--home", home)
            .millrace("runs", "--home", home)
            .millrace("serve", "--home", home, "--port", "0")
            .makeWritable()
            .millrace("run", pipeline, "--home", home)
            .millrace("audit", "verify", "--home", home)
            .play();
    assertThat(ended.get(0).exitCode()).as(ended.get(0).text()).isZero();
    for (SmallRun.Ended refused : ended.subList(1, 4)) {
      assertThat(refused.exitCode()).as(refused.text()).isNotZero();
      assertThat(refused.text()).contains(home, "write").doesNotContain("\tat ", "Exception");
    }
    assertThat(ended.get(4).exitCode()).as(ended.get(4).text()).isZero();
    assertThat(ended.get(4).text()).containsPattern("train +reused");
    assertThat(ended.get(5).exitCode()).as(ended.get(5).text()).isZero();
  }
}
