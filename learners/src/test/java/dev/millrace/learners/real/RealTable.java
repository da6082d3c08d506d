package dev.millrace.learners.real;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.spi.learn.TrainingRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;

/**
 * A small CSV file without quotes, in memory. Columns of numbers become features as they are, other
 * columns the position of each text among the sorted texts; an empty field is missing.
 */
final class RealTable {
  private final List<String> names;
  private final List<String[]> rows;

  private RealTable(List<String> names, List<String[]> rows) {
    this.names = names;
    this.rows = rows;
  }

  /** Reads files one after the other; names are relative to {@code -Dmillrace.data}. */
  static RealTable load(String... files) throws IOException {
    List<String> names = List.of();
    List<String[]> rows = new ArrayList<>();
    for (String file : files) {
      Path path = Path.of(System.getProperty("millrace.data"), file);
      try (InputStream in = Files.newInputStream(path);
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(
                      file.endsWith(".gz") ? new GZIPInputStream(in) : in,
                      StandardCharsets.UTF_8))) {
        names = List.of(lines.readLine().split(",", -1));
        lines.lines().map(line -> line.split(",", -1)).forEach(rows::add);
      }
    }
    return new RealTable(names, rows);
  }

  int size() {
    return rows.size();
  }

  /** The rows a test of row numbers picks. */
  TrainingRows pick(
      IntPredicate rowNumbers,
      List<String> features,
      String label,
      ToDoubleFunction<String> labelOf,
      int classes) {
    int[] picked = java.util.stream.IntStream.range(0, rows.size()).filter(rowNumbers).toArray();
    float[] values = new float[picked.length * features.size()];
    for (int j = 0; j < features.size(); j++) {
      ToDoubleFunction<String> read = reader(names.indexOf(features.get(j)));
      for (int i = 0; i < picked.length; i++) {
        String cell = rows.get(picked[i])[names.indexOf(features.get(j))];
        values[i * features.size() + j] =
            cell.isEmpty() ? Float.NaN : (float) read.applyAsDouble(cell);
      }
    }
    float[] labels = new float[picked.length];
    for (int i = 0; i < picked.length; i++) {
      labels[i] = (float) labelOf.applyAsDouble(rows.get(picked[i])[names.indexOf(label)]);
    }
    return new TrainingRows(
        new FeatureMatrix(picked.length, features.size(), values), labels, classes);
  }

  /** All columns but these. */
  List<String> allBut(String... left) {
    return names.stream().filter(name -> !List.of(left).contains(name)).toList();
  }

  private ToDoubleFunction<String> reader(int column) {
    TreeSet<String> texts = new TreeSet<>();
    boolean numeric = true;
    for (String[] row : rows) {
      texts.add(row[column]);
      numeric &= row[column].isEmpty() || row[column].matches("[-+.0-9eE]*[0-9][-+.0-9eE]*");
    }
    List<String> levels = List.copyOf(texts);
    return numeric ? Double::parseDouble : cell -> levels.indexOf(cell);
  }
}
