package dev.millrace.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * What a whole run is held against, in a process of its own: DuckDB reads the file into a table,
 * and the library grows the booster of the run's learner from the run's features, with the loss of
 * the validation rows each round. Features lie ready in files and are read before the watch starts.
 */
final class ReadingAndTraining {
  private ReadingAndTraining() {}

  static void measure(Path data, Path folder, int rounds) {
    float[] train = load(folder.resolve("train-features.bin"));
    float[] trainLabels = load(folder.resolve("train-labels.bin"));
    float[] validation = load(folder.resolve("validation-features.bin"));
    float[] validationLabels = load(folder.resolve("validation-labels.bin"));
    Spent.in("reading", () -> read(data));
    Spent.in("training", () -> train(train, trainLabels, validation, validationLabels, rounds));
  }

  private static void read(Path data) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("CREATE TABLE t AS SELECT * FROM read_csv('" + data + "')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void train(
      float[] features, float[] labels, float[] validation, float[] validationLabels, int rounds) {
    try {
      DMatrix matrix = matrix(features, labels);
      DMatrix watched = matrix(validation, validationLabels);
      Map<String, Object> parameters = new LinkedHashMap<>();
      parameters.put("objective", "binary:logistic");
      parameters.put("tree_method", "hist");
      parameters.put("max_depth", 6);
      parameters.put("eta", 0.1);
      parameters.put("nthread", 2);
      Booster booster = XGBoost.train(matrix, parameters, 0, Map.of(), null, null);
      for (int round = 0; round < rounds; round++) {
        booster.update(matrix, round);
        booster.evalSet(new DMatrix[] {watched}, new String[] {"validation"}, round);
      }
      booster.dispose();
      matrix.dispose();
      watched.dispose();
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  private static DMatrix matrix(float[] features, float[] labels) throws XGBoostError {
    DMatrix matrix =
        new DMatrix(features, labels.length, features.length / labels.length, Float.NaN);
    matrix.setLabel(labels);
    return matrix;
  }

  static void save(Path file, float[] values) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
      for (int at = 0; at < values.length; ) {
        bytes.clear();
        while (at < values.length && bytes.hasRemaining()) {
          bytes.putFloat(values[at++]);
        }
        bytes.flip();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }
  }

  private static float[] load(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      float[] values = new float[Math.toIntExact(channel.size() / Float.BYTES)];
      ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
      for (int at = 0; at < values.length; ) {
        bytes.clear();
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
          // A short read goes on until the block is full or the file ends.
        }
        bytes.flip();
        while (bytes.hasRemaining()) {
          values[at++] = bytes.getFloat();
        }
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
