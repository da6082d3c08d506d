package dev.millrace.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The electricity market of New South Wales by half hours, in some order: whether the price goes up
 * is predicted, and what decides it changes over the two and a half years.
 */
record Electricity(String header, List<String> rows) {
  private static final String LABEL = "class";

  Electricity {
    rows = List.copyOf(rows);
  }

  /** In the order of time. */
  static Electricity inOrder() throws IOException {
    Path file = Path.of(System.getProperty("millrace.data"), "electricity/electricity.csv.gz");
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return new Electricity(in.readLine(), in.lines().toList());
    }
  }

  /** The same rows, whose order tells nothing any more. */
  Electricity shuffled(long seed) {
    List<String> others = new ArrayList<>(rows);
    Collections.shuffle(others, new Random(seed));
    return new Electricity(header, others);
  }

  /** The first rows. */
  Electricity first(int count) {
    return new Electricity(header, rows.subList(0, count));
  }

  void write(Path file, int from, int to) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows.subList(from, to));
    Files.write(file, lines);
  }

  /** A row as a client sends it: without the label. */
  String json(int row) {
    String[] names = header.split(",", -1);
    String[] cells = rows.get(row).split(",", -1);
    return java.util.stream.IntStream.range(0, names.length)
        .filter(column -> !names[column].equals(LABEL))
        .mapToObj(column -> "\"" + names[column] + "\":" + cells[column])
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** What came true of a row: 1 when the price went up. */
  String label(int row) {
    String[] names = header.split(",", -1);
    return rows.get(row).split(",", -1)[Arrays.asList(names).indexOf(LABEL)];
  }

  /**
   * The chance that a row whose price went up has a higher score than one whose price went down.
   *
   * @param scores of the rows from {@code from} on
   */
  double auc(int from, List<Double> scores) {
    Integer[] order = new Integer[scores.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores.get(a), scores.get(b)));
    double ranksOfUp = 0;
    long up = 0;
    for (int i = 0; i < order.length; ) {
      int end = i;
      while (end < order.length && scores.get(order[end]).equals(scores.get(order[i]))) {
        end++;
      }
      for (int tied = i; tied < end; tied++) {
        if (label(from + order[tied]).equals("1")) {
          // Equal scores share the middle of their ranks.
          ranksOfUp += (i + 1 + end) / 2.0;
          up++;
        }
      }
      i = end;
    }
    long down = order.length - up;
    return (ranksOfUp - up * (up + 1) / 2.0) / ((double) up * down);
  }
}
