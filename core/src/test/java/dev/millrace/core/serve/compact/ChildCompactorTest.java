package dev.millrace.core.serve.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.train.JobLauncher;
import dev.millrace.error.MillraceException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the compacting child, and of what it leaves. */
final class ChildCompactorTest {
  private static final CompactJob JOB = new CompactJob("log", "home", 1, List.of());

  @TempDir Path folder;

  @Test
  void closingReachesAChildThatIsJustStarted() throws Exception {
    List<ChildCompactor> compactors = new ArrayList<>();
    Child child = new Child();
    // Between the start of the process and the moment that the compactor has it.
    JobLauncher launcher =
        (job, log) -> {
          compactors.getFirst().close();
          return child;
        };
    try (ChildCompactor compactor = new ChildCompactor(launcher, folder)) {
      compactors.add(compactor);
      assertThatThrownBy(() -> compactor.run(JOB))
          .isInstanceOf(MillraceException.class)
          .hasMessageContaining("the compacting process died");
    }
    assertThat(child.killed).isTrue();
    assertThat(child.awaited).as("gone when the run is over").isTrue();
  }

  @Test
  void theLastFailureIsKeptAndNoOther() throws Exception {
    Files.createDirectories(folder.resolve("of-others"));
    JobLauncher launcher =
        (job, log) -> {
          Files.writeString(log, "why it failed");
          Child child = new Child();
          child.destroy();
          return child;
        };
    try (ChildCompactor compactor = new ChildCompactor(launcher, folder)) {
      for (int run = 0; run < 3; run++) {
        assertThatThrownBy(() -> compactor.run(JOB)).hasMessageContaining("compact.log");
      }
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> String.valueOf(file.getFileName())).sorted())
          .hasSize(2)
          .satisfiesExactly(
              failed -> assertThat(failed).startsWith("compact-"),
              other -> assertThat(other).isEqualTo("of-others"));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsToldInWords() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (ChildCompactor compactor = new ChildCompactor((job, log) -> new Child(), file)) {
      assertThatThrownBy(() -> compactor.run(JOB))
          .hasMessageContaining("a file of that name is there already")
          .message()
          .doesNotContain("Exception");
    }
  }

  /** Says nothing, and ends when it is told to. */
  private static final class Child extends Process {
    private boolean killed;
    private boolean awaited;

    @Override
    public InputStream getInputStream() {
      return new InputStream() {
        @Override
        public int read() {
          if (!killed) {
            throw new AssertionError("this would wait for ever");
          }
          return -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
          return read();
        }
      };
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() {
      awaited = true;
      return exitValue();
    }

    @Override
    public CompletableFuture<Process> onExit() {
      awaited = true;
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public int exitValue() {
      return 143;
    }

    @Override
    public void destroy() {
      killed = true;
    }
  }
}
