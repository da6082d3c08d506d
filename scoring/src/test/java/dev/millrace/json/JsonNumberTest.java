package dev.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonNumberTest {
  @Test
  void theQuickWayGivesTheDigitsOfTheDefinition() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 3_000; i++) {
      check(Double.longBitsToDouble(random.nextLong()));
      check(random.nextInt(-5_000_000, 5_000_000) / 100.0);
      check(random.nextDouble());
      check((double) random.nextInt());
      check((float) random.nextDouble());
    }
    for (int exponent = -1074; exponent <= 1023; exponent++) {
      double power = Math.scalb(1.0, exponent);
      check(power);
      check(Math.nextUp(power));
      check(Math.nextDown(power));
    }
  }

  @Test
  void textsAreWhatTheyAlwaysWere() {
    assertThat(JsonNumber.text(Double.MIN_VALUE)).isEqualTo("5E-324");
    assertThat(JsonNumber.text(-0.0)).isEqualTo("-0.0");
    assertThat(JsonNumber.text(3)).isEqualTo("3.0");
    assertThat(JsonNumber.text(1500)).isEqualTo("1.5E+3");
    assertThat(JsonNumber.text(2e-3)).isEqualTo("0.002");
    assertThat(JsonNumber.text(1e23)).isEqualTo("1E+23");
    assertThat(JsonNumber.text(0.1 + 0.2)).isEqualTo("0.30000000000000004");
  }

  private static void check(double value) {
    if (Double.isFinite(value) && value != 0) {
      assertThat(JsonNumber.text(value)).isEqualTo(JsonNumber.searched(value));
      assertThat(Double.parseDouble(JsonNumber.text(value))).isEqualTo(value);
    }
  }
}
