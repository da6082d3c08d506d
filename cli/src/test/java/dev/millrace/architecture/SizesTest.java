package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How large things may grow. */
final class SizesTest {
  private static final int MOST_LINES = 500;
  private static final long SCORING_BYTES = 1_000_000;

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

  /** Scoring goes into other people's programs: its classes and the one library it needs. */
  @Test
  void scoringStaysUnderOneMegabyte() throws IOException, URISyntaxException {
    Path jackson =
        Path.of(JsonFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    long bytes = Files.size(jackson);
    for (Path file : Checkout.filesUnder(checkout.root().resolve("scoring/target/classes"), "")) {
      bytes += Files.isRegularFile(file) ? Files.size(file) / 2 : 0; // half, once in a jar
    }
    assertThat(bytes).isLessThan(SCORING_BYTES);
  }
}
