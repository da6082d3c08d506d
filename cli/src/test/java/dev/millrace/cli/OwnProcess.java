package dev.millrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in a process of its own, as the launcher starts it. */
final class OwnProcess {
  private OwnProcess() {}

  /** Starts it; what it says on either stream goes to one pipe. */
  static Process start(List<String> javaOptions, String... arguments) throws IOException {
    return new ProcessBuilder(command(javaOptions, arguments)).redirectErrorStream(true).start();
  }

  static List<String> command(List<String> javaOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dstderr.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8"));
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
