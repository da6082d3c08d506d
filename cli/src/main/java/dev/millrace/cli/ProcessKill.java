package dev.millrace.cli;

import dev.millrace.spi.store.Checkpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the process hard when it reaches a checkpoint, or writes down those it reaches, for tests of
 * what survives. A checkpoint is named with how often it was reached: {@code blob.before-fsync#2}.
 * Without the system properties {@code millrace.kill-at} and {@code millrace.checkpoints-to} it
 * does nothing; the training process gets them from {@code millrace.kill-child-at} and {@code
 * millrace.child-checkpoints-to}.
 */
final class ProcessKill implements Checkpoints {
  private static final String KILL = "millrace.kill-at";
  private static final String RECORD = "millrace.checkpoints-to";

  private final Optional<String> wanted;
  private final Optional<Path> record;
  private final Map<String, AtomicInteger> reached = new ConcurrentHashMap<>();

  private ProcessKill(Optional<String> wanted, Optional<Path> record) {
    this.wanted = wanted;
    this.record = record;
  }

  static Checkpoints checkpoints() {
    Optional<String> wanted = Optional.ofNullable(System.getProperty(KILL));
    Optional<Path> record = Optional.ofNullable(System.getProperty(RECORD)).map(Path::of);
    return wanted.isPresent() || record.isPresent()
        ? new ProcessKill(wanted, record)
        : Checkpoints.NONE;
  }

  /** Options of the training process's JVM that make it heed checkpoints as this one was told. */
  static List<String> childOptions() {
    List<String> options = new ArrayList<>();
    String kill = System.getProperty("millrace.kill-child-at");
    if (kill != null) {
      options.add("-D" + KILL + "=" + kill);
    }
    String record = System.getProperty("millrace.child-checkpoints-to");
    if (record != null) {
      options.add("-D" + RECORD + "=" + record);
    }
    return options;
  }

  @Override
  public void reached(String point) {
    String name =
        point + "#" + reached.computeIfAbsent(point, p -> new AtomicInteger()).incrementAndGet();
    record.ifPresent(file -> write(file, name));
    if (wanted.equals(Optional.of(name))) {
      Runtime.getRuntime().halt(137);
    }
  }

  private static synchronized void write(Path file, String name) {
    try {
      Files.writeString(file, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
