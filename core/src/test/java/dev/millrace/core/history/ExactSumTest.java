package dev.millrace.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The sum is the one arbitrary precision gives, rounded once. */
class ExactSumTest {
  private static final double[] ODD = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1,
    -1,
    0x1p53,
    0x1.0000000000001p0,
    1e-300,
    0.1
  };

  private static double number(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> ODD[random.nextInt(ODD.length)];
      case 1 -> random.nextDouble(-1, 1);
      case 2 -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-1074, 1023));
      default -> random.nextInt(-100, 100) * 0.1;
    };
  }

  @Test
  void agreesWithArbitraryPrecisionWhateverComesAndGoes() {
    SplittableRandom random = new SplittableRandom(71);
    for (int round = 0; round < 300; round++) {
      ExactSum sum = new ExactSum();
      List<Double> inside = new ArrayList<>();
      for (int i = random.nextInt(60); i >= 0; i--) {
        if (!inside.isEmpty() && random.nextInt(3) == 0) {
          sum.add(-inside.remove(random.nextInt(inside.size())));
        } else {
          double next = number(random);
          inside.add(next);
          sum.add(next);
        }
        BigDecimal exact =
            inside.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum.value()).as("%s", inside).isEqualTo(exact.doubleValue() + 0.0);
      }
    }
  }

  @Test
  void whatIsTakenAwayLeavesNothingBehind() {
    ExactSum sum = new ExactSum();
    sum.add(1e300);
    sum.add(1e-300);
    sum.add(-1e300);
    assertThat(sum.value()).isEqualTo(1e-300);
    sum.add(-1e-300);
    assertThat(sum.value()).isEqualTo(0.0);
  }

  @Test
  void tiesAreRoundedToEven() {
    ExactSum sum = new ExactSum();
    sum.add(0x1p53);
    sum.add(1);
    assertThat(sum.value()).isEqualTo(0x1p53);
    sum.add(Double.MIN_VALUE);
    assertThat(sum.value()).isEqualTo(0x1p53 + 2);
  }
}
