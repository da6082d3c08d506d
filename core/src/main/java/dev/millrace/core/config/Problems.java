package dev.millrace.core.config;

import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects problems so that a file is refused once, with everything that is wrong with it. */
public final class Problems {
  private static final int MOST = 100;

  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    if (found.size() < MOST) {
      found.add(problem);
    }
  }

  public void addAll(List<Problem> problems) {
    problems.forEach(this::add);
  }

  public List<Problem> found() {
    return List.copyOf(found);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Ends the reading when anything was wrong. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new MillraceException(found);
    }
  }
}
