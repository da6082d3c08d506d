package dev.millrace.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways of releasing as they are written down. */
class ReleaseSettingsTest {
  private final Problems problems = new Problems();

  @Test
  void aCanaryHasStepsAndMayHaveToBeSure() {
    ReleaseStrategy read = read("{strategy: canary, steps: [1%, 50%, 100%], confidence: 0.9}");
    assertThat(read.shares()).containsExactly(100, 5_000, 10_000);
    assertThat(read.confidence()).isEqualTo(0.9);
    assertThat(read.kind()).isEqualTo("canary");
  }

  @Test
  void blueAndGreenAreTheWholeWithTheOneBeforeStandingBy() {
    ReleaseStrategy read = read("{strategy: blue-green}");
    assertThat(read.shares()).containsExactly(10_000);
    assertThat(read.standby()).isEqualTo(Duration.ofHours(1));
    assertThat(read.kind()).isEqualTo("blue-green");
    assertThat(read("{strategy: blue-green, standby: 2d}").standby()).isEqualTo(Duration.ofDays(2));
  }

  @Test
  void aShadowMayBeFollowedBySteps() {
    ReleaseStrategy read =
        read(
            "{strategy: shadow, steps: [10%, 100%], shadow: {share: 20%, least-rows: 50,"
                + " max-differing: 2%, tolerance: 3%, then: steps}}");
    assertThat(read.comparison())
        .isEqualTo(new Comparison.Shadow(2_000, 50, 0.02, 0.03, Comparison.Then.STEPS));
    assertThat(read.shares()).containsExactly(1_000, 10_000);
    assertThat(read("{strategy: shadow}").shares()).containsExactly(10_000);
  }

  @Test
  void anAbTestHasAKey() {
    ReleaseStrategy read =
        read(
            "{strategy: ab-test, ab-test: {share: 30%, key: 'field:customer', success: bought,"
                + " errors: 0.01, least-labels: 500}}");
    assertThat(read.comparison())
        .isEqualTo(
            new Comparison.AbTest(
                new RouteKey(RouteKey.From.FIELD, "customer"), Optional.of("bought"), 0.01, 500));
    assertThat(read.shares()).isEqualTo(List.of(3_000, 10_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{strategy: ab-test}                                        | needs the key 'ab-test'",
        "{strategy: ab-test, ab-test: {share: 50%}}                 | an A/B test needs a 'key'",
        "{strategy: ab-test, ab-test: {key: customer}}              | header:NAME or field:NAME",
        "{strategy: ab-test, ab-test: {key: 'header:a b'}}          | header:NAME or field:NAME",
        "{strategy: ab-test, ab-test: {key: 'header:a', share: 1}}  | leaves something",
        "{strategy: ab-test, steps: [50%, 100%], ab-test: {key: 'header:a'}} | no 'steps'",
        "{strategy: canary, shadow: {share: 10%}}                   | belongs to the strategy",
        "{strategy: canary, ab-test: {key: 'header:a'}}             | belongs to the strategy",
        "{strategy: blue-green, steps: [50%, 100%]}                 | canary and shadow",
        "{strategy: shadow, shadow: {share: 0}}                     | above 0",
        "{strategy: blue}                                           | blue-green",
      })
  void whatIsWrongIsSaid(String text, String words) {
    try (Section section = Section.top(YamlReader.read("plan.yaml", text), problems)) {
      var _ = ReleaseSettings.read(section);
    }
    assertThat(problems.found()).isNotEmpty();
    assertThat(problems.found().toString()).contains(words);
  }

  private ReleaseStrategy read(String text) {
    try (Section section = Section.top(YamlReader.read("plan.yaml", text), problems)) {
      ReleaseStrategy strategy = ReleaseSettings.read(section).strategy();
      assertThat(ReleaseStrategy.fromJson(dev.millrace.json.JsonObject.of(strategy.toJson())))
          .isEqualTo(strategy);
      return strategy;
    } finally {
      problems.throwIfAny();
    }
  }
}
