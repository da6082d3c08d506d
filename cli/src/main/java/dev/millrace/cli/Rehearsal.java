package dev.millrace.cli;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.FitProgress;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The common commands one after the other in an empty folder, silently: {@code millrace __rehearse
 * FOLDER}. The launcher has the JVM watch them once, so that it keeps the classes they need in its
 * cache.
 */
final class Rehearsal {
  static final String COMMAND = "__rehearse";

  private static final int ROWS = 300;
  private static final String ROW = "{\"x\":1.5,\"color\":\"red\",\"day\":\"2024-01-12\"}";

  private Rehearsal() {}

  /** Rehearses; gives 0 when every command did what it should. */
  static int run(Path folder) {
    String home = folder.resolve("home").toString();
    String pipeline = write(folder).toString();
    String input = folder.resolve("rows.csv").toString();
    String output = folder.resolve("scores.csv").toString();
    String[][] commands = {
      {"--help"},
      {"--version"},
      {"run", pipeline, "--home", home},
      {"run", pipeline, "--home", home, "--json"},
      {"models", "list", "--home", home},
      {"models", "show", "rehearsal", "--home", home},
      {"runs", "--home", home},
      {"doctor", "--home", home},
      {"predict", "rehearsal", "--home", home, "--input", input, "--output", output},
      {"predict", "rehearsal", "--home", home, "--row", ROW}
    };
    int worst = 0;
    for (String[] command : commands) {
      worst = Math.max(worst, Main.run(command, silence()));
    }
    OpenHome.learners().values().forEach(Rehearsal::learn);
    return worst;
  }

  /** What training processes do; {@code run} starts one, which the JVM does not watch. */
  private static void learn(LearnerProvider provider) {
    float[] features = new float[ROWS];
    float[] labels = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      features[row] = row * 37 % 101;
      labels[row] = features[row] > 50 ? 1 : 0;
    }
    FeatureMatrix matrix = new FeatureMatrix(ROWS, 1, features);
    TrainingRows rows = new TrainingRows(matrix, labels, 2);
    try (Learner learner =
            provider.open(Task.BINARY, LearnerSettings.defaults(provider.settings()));
        Fitted fitted = learner.fit(rows, rows, new Alone())) {
      fitted.model().margins(matrix, new double[ROWS]);
      fitted.trainerMargins(matrix);
    }
  }

  /** Learning that nobody waits for. */
  private record Alone() implements FitControl {
    @Override
    public int threads() {
      return 1;
    }

    @Override
    public long seed() {
      return 1;
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void progress(FitProgress progress) {}
  }

  private static Path write(Path folder) {
    StringBuilder rows = new StringBuilder("x,color,day,label\n");
    for (int row = 0; row < ROWS; row++) {
      rows.append(row * 37 % 101 / 10.0).append(row % 3 == 0 ? ",red," : ",blue,");
      rows.append("2024-01-").append(10 + row % 20);
      rows.append(row * 37 % 101 > 50 ? ",yes\n" : ",no\n");
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("rows.csv"), rows);
      return Files.writeString(
          folder.resolve("pipeline.yaml"),
          """
          name: rehearsal
          source: { files: rows.csv }
          label: { column: label }
          split: { by: hash, train: 60%, validation: 20%, test: 20% }
          train: { learner: xgboost, rounds: 2 }
          evaluate: { bootstrap: 20 }
          gate: [auc >= 0.1]
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Terminal silence() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Terminal(nowhere, nowhere, false);
  }
}
