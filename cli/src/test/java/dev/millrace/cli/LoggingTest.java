package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A log that cannot be written disturbs nobody. */
@EnabledOnOs(OS.LINUX)
final class LoggingTest {
  @TempDir Path folder;

  @Test
  void aFullDiskIsNotToldOnTheTerminal() throws IOException {
    // The device that is always full, in the place of the log file.
    Files.createSymbolicLink(folder.resolve("millrace.0.0.log"), Path.of("/dev/full"));
    PrintStream terminal = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      Handler handler = Logging.handler(folder);
      for (int i = 0; i < 3; i++) {
        handler.publish(new LogRecord(Level.INFO, "record " + i));
      }
      handler.flush();
      handler.close();
    } finally {
      System.setErr(terminal);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void recordsGoToTheFile() throws IOException {
    Handler handler = Logging.handler(folder);
    handler.publish(new LogRecord(Level.INFO, "größer"));
    handler.close();
    assertThat(Files.readString(folder.resolve("millrace.0.0.log"))).contains("größer");
  }
}
