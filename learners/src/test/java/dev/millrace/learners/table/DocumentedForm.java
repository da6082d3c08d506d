package dev.millrace.learners.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A row of the tables in {@code docs/models.md}.
 *
 * @param settings what the library is told
 * @param label what is predicted
 * @param outcome {@code imported}, or {@code refused: } and what is named
 */
public record DocumentedForm(String settings, String label, String outcome) {
  private static final Path PAGE = Path.of("..", "docs", "models.md");
  private static final String REFUSED = "refused: ";

  /** The rows of the table below a heading. */
  public static List<DocumentedForm> below(String heading) {
    List<DocumentedForm> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : lines()) {
      inside = line.startsWith("## ") ? line.startsWith("## " + heading) : inside;
      if (inside && line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        rows.add(
            new DocumentedForm(
                cells[1].strip().replace("`", ""), cells[2].strip(), cells[3].strip()));
      }
    }
    return rows;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isImported() {
    return outcome.equals("imported");
  }

  /** What a refusal names. */
  public String named() {
    if (!outcome.startsWith(REFUSED)) {
      throw new IllegalStateException("an outcome is 'imported' or 'refused: ...': " + outcome);
    }
    return outcome.substring(REFUSED.length());
  }

  /** Margins per row. */
  public int outputs() {
    return Math.max(1, settings.contains("num_class") ? classes() : 1);
  }

  private int classes() {
    return switch (label) {
      case "amount", "amount above 0" -> 0;
      case "number" -> 1;
      default -> Integer.parseInt(label.substring(0, label.indexOf(' ')));
    };
  }

  /** Random rows with such a label. */
  public RandomTable table(SplittableRandom random, int rows) {
    RandomTable table = new RandomTable(random, rows, 5, classes());
    if (label.equals("amount above 0")) {
      for (int i = 0; i < table.labels.length; i++) {
        table.labels[i] += 0.25f;
      }
    }
    return table;
  }
}
