package dev.millrace.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Where a command speaks: results on {@code out}, everything else on {@code err}.
 *
 * @param live true when {@code err} is a terminal that can redraw a line
 */
record Terminal(PrintStream out, PrintStream err, boolean live) {
  /** The process's own streams. */
  static Terminal ofProcess() {
    boolean live =
        Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
            && System.getenv("CI") == null;
    return new Terminal(System.out, System.err, live);
  }
}
