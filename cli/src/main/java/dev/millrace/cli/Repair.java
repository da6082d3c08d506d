package dev.millrace.cli;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something wrong in a home.
 *
 * @param kind what it is, such as {@code damaged-content}
 * @param found where and what
 * @param needs what refers to it or waits for it, for people
 * @param next what mends it, or what to do when it cannot be mended here
 * @param mend mends it and tells what was done; absent when that cannot be done safely
 */
record Repair(String kind, String found, List<String> needs, String next, Optional<Mending> mend) {
  Repair {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(found);
    Objects.requireNonNull(next);
    Objects.requireNonNull(mend);
    needs = List.copyOf(needs);
  }

  /** Mends one thing. */
  @FunctionalInterface
  interface Mending {
    /** What was done, in words. */
    String run();
  }
}
