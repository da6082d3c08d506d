package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What other people compile against changes only on purpose: each change of the visible API shows
 * as a change of a committed file, which a reviewer reads. {@code tools/accept-api} rewrites it.
 */
final class ApiListingTest {
  private static final String ACCEPT = "millrace.accept-api";

  @ParameterizedTest
  @ValueSource(strings = {"scoring", "spi"})
  void visibleApiIsTheReviewedOne(String module) throws IOException {
    Path folder = Checkout.current().root().resolve(module);
    Path reviewed = folder.resolve("api.txt");
    String found = ApiListing.of(folder.resolve("target/classes"));
    if (System.getProperty(ACCEPT) != null) {
      Files.writeString(reviewed, found);
    }
    assertThat(found)
        .as("API of %s: run tools/accept-api and commit %s/api.txt if meant", module, module)
        .isEqualTo(Files.readString(reviewed));
  }
}
