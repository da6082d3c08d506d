package dev.millrace.cli;

import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command as it was run: its exit code and what it said where. */
record SpokenCommand(int code, String out, String err) {
  static SpokenCommand run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false));
    return new SpokenCommand(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Standard output as the one JSON document it is. */
  Json json() {
    return JsonReader.read(out.getBytes(StandardCharsets.UTF_8));
  }
}
