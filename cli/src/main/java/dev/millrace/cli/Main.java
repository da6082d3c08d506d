package dev.millrace.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code millrace} program. */
@Command(
    name = "millrace",
    mixinStandardHelpOptions = true,
    version = Main.NAME_AND_VERSION,
    description = "A production machine-learning system in one program.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong use",
      "3:the gate refused the model",
      "4:the data was refused"
    },
    footer = {"", "Example:", "  millrace demo"})
final class Main implements Runnable {
  static final String VERSION = "0.1.0-SNAPSHOT";
  static final String NAME_AND_VERSION = "millrace " + VERSION;
  private static final String VERSION_OPTION = "--version";

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  public static void main(String[] arguments) {
    Logging.quiet();
    OptionalInt inner = InnerCommands.run(arguments);
    if (inner.isPresent()) {
      System.exit(inner.getAsInt());
    }
    System.exit(run(arguments, Terminal.ofProcess()));
  }

  /** Runs a command; gives the exit code. */
  static int run(String[] arguments, Terminal terminal) {
    if (arguments.length == 1 && arguments[0].equals(VERSION_OPTION)) {
      // Reading what all commands take would be nine tenths of the answer's time.
      terminal.out().println(NAME_AND_VERSION);
      terminal.out().flush();
      return 0;
    }
    CommandLine line = new CommandLine(new Main(), new CommandFactory(terminal));
    Commands.addTo(line, arguments);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) ->
            new Failures(terminal).tell(failure, CommandFactory.form(command)));
    line.setParameterExceptionHandler(
        new Failures(terminal).wrongUse(line.getParameterExceptionHandler()));
    try {
      return line.execute(arguments);
    } catch (Error e) {
      // Such as a library that does not fit: no stack trace reaches a user for that either.
      return new Failures(terminal).tell(e, OutputForm.TEXT);
    }
  }
}
