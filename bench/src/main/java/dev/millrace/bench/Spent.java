package dev.millrace.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Processor and wall time of something.
 *
 * @param processor seconds of all threads, children included
 * @param wall seconds
 */
record Spent(double processor, double wall) {
  private static final String PREFIX = "spent ";

  Spent plus(Spent other) {
    return new Spent(processor + other.processor, wall + other.wall);
  }

  /** The middle one of some numbers, the lower of two. */
  static double median(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    return sorted[(sorted.length - 1) / 2];
  }

  /** Does some work in this process and writes what it took to standard output. */
  static void in(String what, Runnable work) {
    long wall = System.nanoTime();
    long processor = processorTime();
    work.run();
    System.out.printf(
        Locale.ROOT,
        "%s%s %.3f %.3f%n",
        PREFIX,
        what,
        (processorTime() - processor) / 1e9,
        (System.nanoTime() - wall) / 1e9);
  }

  /** What a line of {@link #in} says, if it is one. */
  static List<Spent> of(String line) {
    if (!line.startsWith(PREFIX)) {
      return List.of();
    }
    String[] words = line.split(" ");
    return List.of(new Spent(Double.parseDouble(words[2]), Double.parseDouble(words[3])));
  }

  /**
   * Runs a process to its end, and asks the shell what it and its children took.
   *
   * @param output where its output goes
   */
  static Spent byProcess(List<String> command, Path output)
      throws IOException, InterruptedException {
    Path times = Files.createTempFile("millrace", ".times");
    List<String> shell = new ArrayList<>(List.of("sh", "-c"));
    shell.add("\"$@\" || exit 1; times > '" + times + "'");
    shell.add("sh");
    shell.addAll(command);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(shell).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " failed, see " + output);
    }
    double wall = (System.nanoTime() - start) / 1e9;
    String children = Files.readAllLines(times, StandardCharsets.UTF_8).get(1);
    Files.delete(times);
    double processor = 0;
    for (String time : children.split(" ")) {
      String[] parts = time.split("[ms]");
      processor += 60 * Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
    }
    return new Spent(processor, wall);
  }

  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
