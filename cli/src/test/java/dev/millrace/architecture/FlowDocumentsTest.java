package dev.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.flow.Stages;
import dev.millrace.spi.id.StageName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents show the stages that there are, in their order. */
final class FlowDocumentsTest {
  private static final Pattern DESCRIBED =
      Pattern.compile("(?m)^([a-z-]+) +(?:OBSERVE|PURE|EFFECT) ");
  private static final Pattern RUN =
      Pattern.compile("(?m)^  ([a-z-]+) +(?:looked|made|done) +[0-9.]+ s ");

  private final List<String> stages = Stages.IN_ORDER.stream().map(StageName::value).toList();

  @Test
  void theFlowIsDescribedStageByStage() throws IOException {
    assertThat(found(DESCRIBED, "docs/flow.md")).isEqualTo(stages);
  }

  /** A run without 'history' and 'when' in its pipeline shows all others. */
  @Test
  void theSampleOfTheReadmeIsARun() throws IOException {
    assertThat(found(RUN, "README.md"))
        .isEqualTo(
            stages.stream()
                .filter(stage -> !stage.equals("history") && !stage.endsWith("-when"))
                .toList());
  }

  private static List<String> found(Pattern pattern, String file) throws IOException {
    String text = Files.readString(Checkout.current().root().resolve(file));
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
