package dev.millrace.core.serve.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.MillraceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
final class LogLockTest {
  private static final String FREE = "free";
  private static final String TAKEN = "taken";

  @TempDir Path log;

  /** What another process finds; run by {@link #another}. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      try (LogLock _ = LogLock.toChange(Path.of(arguments[0]))) {
        System.out.print(FREE);
      } catch (MillraceException e) {
        System.out.print(TAKEN);
      }
    }
  }

  private String another() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                log.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aRefusalInTheSameProcessLeavesTheLockInForce() throws IOException {
    try (LogLock _ = LogLock.toRead(log)) {
      assertThatThrownBy(() -> LogLock.toChange(log)).isInstanceOf(MillraceException.class);
      LogLock second = LogLock.toReadNow(log);
      try (LogLock _ = LogLock.toRead(log)) {
        second.close();
        second.close();
      }
      assertThatThrownBy(() -> LogLock.toChange(log))
          .as("the first reader still reads")
          .isInstanceOf(MillraceException.class);
      assertThat(another()).isEqualTo(TAKEN);
    }
    assertThat(another()).isEqualTo(FREE);
    try (LogLock _ = LogLock.toChange(log)) {
      assertThat(another()).isEqualTo(TAKEN);
    }
  }
}
