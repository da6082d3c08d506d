package dev.millrace.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import org.junit.jupiter.api.Test;

/** Texts made to cost memory, stack or time. */
final class YamlBoundsTest {
  @Test
  void nestingIsBounded() {
    assertThat(refusal("a: " + "[".repeat(500_000)).what()).contains("nested");
    assertThat(refusal("a: " + "{a: ".repeat(100_000)).what()).contains("nested");
    assertThat(refusal("a: " + "[".repeat(40) + "]".repeat(40)).where()).isEqualTo("p.yaml:1:35");
    StringBuilder block = new StringBuilder();
    for (int depth = 0; depth < 1000; depth++) {
      block.append(" ".repeat(depth)).append("a:\n");
    }
    assertThat(refusal(block.toString()).where()).isEqualTo("p.yaml:33:33");
    YamlReader.read("p.yaml", "a: " + "[".repeat(31) + "]".repeat(31));
  }

  @Test
  void aliasesAreRefusedBeforeTheyAreFollowed() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x]\n");
    for (int level = 1; level < 60; level++) {
      bomb.append("a%d: &a%d [".replace("%d", String.valueOf(level)));
      bomb.append(("*a" + (level - 1) + ", ").repeat(9)).append("x]\n");
    }
    assertThat(refusal(bomb.toString()).where()).isEqualTo("p.yaml:1:5");
    assertThat(refusal("a: &x [*x]\n").what()).contains("anchors");
    assertThat(refusal("a: *x\n").what()).contains("alias");
  }

  @Test
  void tagsAreRefused() {
    assertThat(refusal("a: !!java.net.URL [x]\n").what()).contains("tags");
    assertThat(refusal("a: !!str 5\n").where()).isEqualTo("p.yaml:1:4");
    assertThat(refusal("!mine\na: 5\n").what()).contains("tags");
  }

  @Test
  void textsAndTheirNumberAreBounded() {
    assertThat(refusal("b: 1\na: " + "x".repeat(70_000)).where()).isEqualTo("p.yaml:2:4");
    assertThat(refusal("a: [" + "x,".repeat(600_000) + "]").what()).contains("too many values");
    MillraceException tooLong =
        catchThrowableOfType(
            MillraceException.class, () -> YamlReader.read("p.yaml", "#".repeat((4 << 20) + 1)));
    assertThat(tooLong.code()).isEqualTo(ErrorCode.CONFIG_UNREADABLE);
  }

  @Test
  void charactersThatAreNoTextHaveTheirPlace() {
    Problem problem = refusal("a: 1\nb: 🚕\u0000\n");
    assertThat(problem.where()).isEqualTo("p.yaml:2:5");
    assertThat(problem.found()).isEqualTo("U+0000");
  }

  private static Problem refusal(String text) {
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> YamlReader.read("p.yaml", text));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(ErrorCode.CONFIG_SYNTAX);
    return failure.problems().get(0);
  }
}
