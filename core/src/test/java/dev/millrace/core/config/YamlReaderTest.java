package dev.millrace.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import org.junit.jupiter.api.Test;

final class YamlReaderTest {
  @Test
  void aScalarKeepsItsTextItsPlaceAndItsQuotes() {
    ConfigNode.Mapping top = YamlReader.read("p.yaml", "a: 007\nb:\n  - \"no\"\n");
    assertThat(top.entries().get(0).value())
        .isEqualTo(new ConfigNode.Scalar(new Position("p.yaml", 1, 4), "007", false, 0));
    assertThat(top.entries().get(1).value())
        .isInstanceOfSatisfying(
            ConfigNode.Items.class,
            items ->
                assertThat(items.values())
                    .containsExactly(
                        new ConfigNode.Scalar(new Position("p.yaml", 3, 5), "no", true, 1)));
  }

  @Test
  void aSurrogatePairMayLieAnywhere() {
    for (int before = 1000; before < 1050; before++) {
      String value = "x".repeat(before) + "🚕🚕";
      assertThat(YamlReader.read("p.yaml", "a: " + value).entries().get(0).value())
          .isEqualTo(new ConfigNode.Scalar(new Position("p.yaml", 1, 4), value, false, 0));
    }
  }

  @Test
  void anEmptyFileIsAnEmptyMapping() {
    assertThat(YamlReader.read("p.yaml", "").entries()).isEmpty();
    assertThat(YamlReader.read("p.yaml", "# nothing\n").entries()).isEmpty();
  }

  @Test
  void aKeyThatStandsTwiceIsRefusedWhereItStandsAgain() {
    assertThat(refusal("a: 1\nb: 2\na: 3\n").where()).isEqualTo("p.yaml:3:1");
    assertThat(refusal("s:\n  x: 1\n  x: 1\n").what()).contains("'x'");
  }

  @Test
  void noAliasIsFollowed() {
    assertThat(refusal("a: &x 1\nb: *x\n").where()).startsWith("p.yaml:");
    assertThat(refusal("a: &x [1]\nb: *x\n").where()).startsWith("p.yaml:");
    assertThat(refusal("a: &x {c: 1}\nb: *x\n").where()).startsWith("p.yaml:");
  }

  @Test
  void whatIsNoMappingIsRefused() {
    assertThat(refusal("- 1\n- 2\n").found()).isEqualTo("a list of 2");
    assertThat(refusal("word").found()).isEqualTo("'word'");
    assertThat(refusal("? [a, b]\n: 1\n").what()).contains("key");
  }

  @Test
  void whatIsNotYamlIsRefusedWithItsPlace() {
    assertThat(refusal("a: [1, 2\nb: 3\n").where()).startsWith("p.yaml:2:");
    assertThat(refusal("a: 1\n---\nb: 2\n").what()).isNotEmpty();
    assertThat(refusal("a: \"open\n").where()).startsWith("p.yaml:");
  }

  private static Problem refusal(String text) {
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> YamlReader.read("p.yaml", text));
    assertThat(failure).as("refusal of %s", text).isNotNull();
    assertThat(failure.code()).isEqualTo(ErrorCode.CONFIG_SYNTAX);
    return failure.problems().get(0);
  }
}
