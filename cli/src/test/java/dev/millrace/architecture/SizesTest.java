package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How large things may grow. */
final class SizesTest {
  private static final int MOST_LINES = 500;
  private static final long SCORING_BYTES = 600_000;

  private final Checkout checkout = Checkout.current();

  @Test
  void filesStaySmall() throws IOException {
    List<String> violations = new ArrayList<>();
    for (Path source : checkout.sources()) {
      int lines = Files.readAllLines(source).size();
      if (lines > MOST_LINES) {
        violations.add(checkout.name(source) + " has " + lines + " lines");
      }
    }
    assertThat(violations).as("at most %d lines: one idea per file", MOST_LINES).isEmpty();
  }

  /** Scoring goes into other people's programs; docs/decisions/0009 says what counts. */
  @Test
  void scoringStaysSmall() throws IOException {
    long bytes = 0;
    for (Path file : Checkout.filesUnder(checkout.root().resolve("scoring/target/classes"), "")) {
      bytes += Files.isRegularFile(file) ? Files.size(file) / 2 : 0; // half, once in a jar
    }
    assertThat(bytes).isPositive().isLessThan(SCORING_BYTES);
  }
}
