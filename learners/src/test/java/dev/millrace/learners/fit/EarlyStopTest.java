package dev.millrace.learners.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EarlyStopTest {
  @Test
  void stopsWhenPatienceEndsAndKeepsTheBest() {
    EarlyStop stop = new EarlyStop(2);
    assertThat(stop.stopsAfter(5)).isFalse();
    assertThat(stop.stopsAfter(3)).isFalse();
    assertThat(stop.stopsAfter(3)).isFalse();
    assertThat(stop.stopsAfter(4)).isTrue();
    assertThat(stop.bestRounds()).isEqualTo(2);
  }

  @Test
  void withoutPatienceEveryRoundIsKept() {
    EarlyStop stop = new EarlyStop(0);
    for (double loss : new double[] {1, 2, Double.NaN}) {
      assertThat(stop.stopsAfter(loss)).isFalse();
    }
    assertThat(stop.bestRounds()).isEqualTo(3);
  }
}
