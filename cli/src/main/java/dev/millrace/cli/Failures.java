package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

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
