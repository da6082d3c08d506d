package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import picocli.CommandLine.IParameterExceptionHandler;

/**
 * Turns a failure into words and an exit code; a stack trace goes to the log, never to the user.
 */
final class Failures {
  private static final Logger LOG = System.getLogger("dev.millrace");

  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Tells what went wrong; gives the exit code. */
  int tell(Throwable failure, OutputForm form) {
    if (failure instanceof MillraceException known) {
      LOG.log(Level.DEBUG, "failed", known);
      return tell(known, form);
    }
    if (failure instanceof OutOfMemoryError) {
      LOG.log(Level.ERROR, "out of memory", failure);
      return tell(
          Problem.of(ErrorCode.MEMORY_LIMIT, "the program ran out of memory")
              .found((Runtime.getRuntime().maxMemory() >> 20) + " MB of heap")
              .next("Give it more: MILLRACE_JAVA_OPTIONS=-Xmx4g; finished stages are reused.")
              .asException(),
          form);
    }
    LOG.log(Level.ERROR, "a fault of the program", failure);
    Problem problem =
        Problem.of(ErrorCode.INTERNAL, "a fault of the program: " + failure)
            .next(
                "Run again with MILLRACE_JAVA_OPTIONS=-Dmillrace.trace=true and report what it"
                    + " says.");
    if (Boolean.getBoolean("millrace.trace")) {
      failure.printStackTrace(terminal.err());
    }
    return tell(problem.asException(), form);
  }

  /** Tells of arguments that are no command: as it is usual, and as JSON where that was asked. */
  IParameterExceptionHandler wrongUse(IParameterExceptionHandler usual) {
    return (wrong, given) -> {
      int code = usual.handleParseException(wrong, given);
      if (!List.of(given).contains("--json")) {
        return code;
      }
      String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
      return tell(
          Problem.of(ErrorCode.USAGE, String.valueOf(wrong.getMessage()))
              .next("See: " + name + " --help")
              .asException(),
          OutputForm.JSON);
    };
  }

  private int tell(MillraceException failure, OutputForm form) {
    if (form == OutputForm.JSON) {
      terminal.out().println(CanonicalJson.text(json(failure)));
    } else {
      for (Problem problem : failure.problems()) {
        terminal.err().println("millrace: " + problem.text() + " [" + problem.code() + "]");
      }
    }
    return failure.code().exitCode();
  }

  private static Json json(MillraceException failure) {
    return Json.members()
        .put(
            "problems",
            failure.problems().stream()
                .map(
                    problem ->
                        Json.members()
                            .put("code", problem.code().name())
                            .put("what", problem.what())
                            .put("where", problem.where())
                            .put("found", problem.found())
                            .put("allowed", problem.allowed())
                            .put("next", problem.next())
                            .build())
                .toList())
        .build();
  }
}
