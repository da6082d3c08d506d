package dev.millrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where log records go: to a file of the home once there is one, never to the terminal. */
final class Logging {
  private static final int LARGEST = 8 << 20;
  private static final int FILES = 3;
  // Loggers are held weakly by the JVM; this keeps ours, and its level, alive.
  private static final Logger ROOT = Logger.getLogger("");

  private Logging() {}

  /** Takes log records off the terminal. */
  static void quiet() {
    LogManager.getLogManager().reset();
    ROOT.setLevel(Level.INFO);
  }

  /** Sends log records to files in the folder; without room for them it goes on without. */
  static void to(Path folder) {
    if (ROOT.getHandlers().length > 0) {
      return;
    }
    try {
      Files.createDirectories(folder);
      ROOT.addHandler(handler(folder));
    } catch (IOException e) {
      // A log that cannot be written must not keep anybody from working.
      ROOT.log(Level.FINE, "no log file", e);
    }
  }

  static Handler handler(Path folder) throws IOException {
    Handler handler =
        new FileHandler(folder.resolve("millrace.%u.%g.log").toString(), LARGEST, FILES, true);
    handler.setFormatter(new SimpleFormatter());
    handler.setEncoding("UTF-8");
    handler.setErrorManager(new Silent());
    return handler;
  }

  /** The JVM's own one prints a stack trace where people read, say when the disk is full. */
  private static final class Silent extends ErrorManager {
    @Override
    public void error(String message, Exception cause, int code) {
      // What cannot be logged cannot be logged; whoever writes more than a log says so itself.
    }
  }
}
