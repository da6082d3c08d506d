package dev.millrace.cli;

import java.nio.file.Path;
import java.util.OptionalInt;

/** Commands by which the program and its launcher start it for a job; no user gives them. */
final class InnerCommands {
  private InnerCommands() {}

  /** Runs one and gives its exit code; empty when the arguments are somebody's command. */
  static OptionalInt run(String[] arguments) {
    if (arguments.length != 2) {
      return OptionalInt.empty();
    }
    return switch (arguments[0]) {
      case TrainProcess.COMMAND ->
          OptionalInt.of(new TrainProcess(System.out).run(Path.of(arguments[1])));
      case CompactProcess.COMMAND ->
          OptionalInt.of(new CompactProcess(System.out).run(Path.of(arguments[1])));
      case Rehearsal.COMMAND -> OptionalInt.of(Rehearsal.run(Path.of(arguments[1])));
      default -> OptionalInt.empty();
    };
  }
}
