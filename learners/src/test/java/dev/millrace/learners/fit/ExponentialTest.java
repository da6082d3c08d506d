package dev.millrace.learners.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExponentialTest {
  @Test
  void isNearTheExactOneEverywhere() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 300_000; i++) {
      double x =
          -700 * random.nextDouble() * (i % 3 == 0 ? 1 : StrictMath.exp(-random.nextInt(40)));
      double exact = StrictMath.exp(x);
      assertThat(Math.abs(Exponential.ofNegative(x) - exact))
          .as("e^%s", x)
          .isLessThanOrEqualTo(2 * Math.ulp(exact));
    }
  }

  @Test
  void atTheEnds() {
    assertThat(Exponential.ofNegative(0)).isOne();
    assertThat(Exponential.ofNegative(-0.0)).isOne();
    assertThat(Exponential.ofNegative(-Double.MIN_VALUE)).isOne();
    assertThat(Exponential.ofNegative(-708)).isEqualTo(StrictMath.exp(-708));
    assertThat(Exponential.ofNegative(-709)).isZero();
    assertThat(Exponential.ofNegative(-1e308)).isZero();
    assertThat(Exponential.ofNegative(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Exponential.ofNegative(Double.NaN)).isNaN();
  }
}
