package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every package says what it is and is null-marked. */
final class PackagesTest {
  private static final Pattern FIRST_SENTENCE = Pattern.compile("/\\*\\*[\\s*]*\\p{L}[^@]{10,}");

  private final Checkout checkout = Checkout.current();

  @Test
  void everyPackageIsDefinedAndNullMarked() throws IOException {
    List<String> violations = new ArrayList<>();
    for (Path folder : packages()) {
      Path file = folder.resolve("package-info.java");
      if (!Files.exists(file)) {
        violations.add(checkout.name(folder) + " has no package-info.java");
      } else {
        String text = Files.readString(file);
        if (!text.contains("@NullMarked")) {
          violations.add(checkout.name(file) + " is not @NullMarked");
        }
        if (!FIRST_SENTENCE.matcher(text).lookingAt()) {
          violations.add(checkout.name(file) + " does not begin with a sentence that defines it");
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  /** Folders with main sources. */
  private List<Path> packages() {
    return checkout.sources().stream()
        .filter(source -> checkout.name(source).contains("/src/main/java/"))
        .map(Path::getParent)
        .distinct()
        .toList();
  }
}
