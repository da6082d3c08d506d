package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and reasons that are SQL, markup or orders to a terminal are no more than texts. */
@Tag("process")
final class OddNamesTest {
  private static final String SQL = "x'; DROP TABLE event; --";

  @TempDir Path folder;

  @BeforeEach
  void aModel() {
    SmallModel.register(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {SQL, "small\u001b[2J", "small\n", "..", "", "\u202eevil", "small/production"})
  void namesThatAreNoneAreRefusedEverywhere(String name) {
    assertThat(millrace("releases", "create", name, "1", "--reason", "x").err())
        .contains("NAME_INVALID")
        .doesNotContain("\u001b");
    assertThat(
            millrace("releases", "create", "small", "1", "--reason", "x", "--environment", name)
                .err())
        .contains("NAME_INVALID");
    assertThat(millrace("releases", "promote", "small", "--from", name, "--reason", "x").err())
        .contains("NAME_INVALID");
  }

  @Test
  void aReasonThatIsSqlIsKeptAsItIs() {
    assertThat(millrace("releases", "create", "small", "1", "--reason", SQL).code()).isZero();
    assertThat(millrace("releases", "list").out()).contains("DROP TABLE event");
    assertThat(millrace("audit", "verify").code()).isZero();
  }

  @Test
  void aReasonGivesNoOrdersToATerminal() {
    SpokenCommand orders =
        millrace("releases", "create", "small", "1", "--reason", "good\u001b[2Jclear");
    assertThat(orders.code()).isNotZero();
    assertThat(orders.err()).contains("a reason is one line of text").doesNotContain("\u001b");
    assertThat(millrace("releases", "create", "small", "1", "--reason", "x".repeat(10_001)).err())
        .contains("10001 characters");
  }

  private SpokenCommand millrace(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.toString()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }
}
