package dev.millrace.error;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A failure a user can act on; carries every problem found, not only the first. Never empty. */
public final class MillraceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An array, so that problems survive serialization: tasks fail on other machines. */
  private final Problem[] problems;

  public MillraceException(Problem problem) {
    this(List.of(problem), null);
  }

  public MillraceException(Problem problem, @Nullable Throwable cause) {
    this(List.of(problem), cause);
  }

  public MillraceException(List<Problem> problems) {
    this(problems, null);
  }

  public MillraceException(List<Problem> problems, @Nullable Throwable cause) {
    super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")), cause);
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a failure needs at least one problem");
    }
    this.problems = problems.toArray(new Problem[0]);
  }

  public List<Problem> problems() {
    return List.of(problems);
  }

  /** Code of the first problem; it decides exit code and HTTP status. */
  public ErrorCode code() {
    return problems[0].code();
  }
}
