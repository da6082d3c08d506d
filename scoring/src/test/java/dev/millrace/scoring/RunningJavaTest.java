package dev.millrace.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tests of this module run on 25 and, in the full profile, on 17; this one says on which. */
class RunningJavaTest {
  @Test
  void testsRunOnTheJavaTheBuildChose() {
    int expected = Integer.getInteger("millrace.expected-java", Runtime.version().feature());
    assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(expected);
    if (expected == 17) {
      assertThat(Runtime.version().feature()).isEqualTo(17);
    }
  }
}
