package dev.millrace.duckdb.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberScanTest {
  private final NumberScan scan = new NumberScan();

  private NumberScan.Kind scan(String text) {
    byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
    return scan.scan(bytes, 1, bytes.length - 1);
  }

  private void sameAsTheLibrary(String text) {
    NumberScan.Kind kind = scan(text);
    assertThat(kind).as(text).isIn(NumberScan.Kind.WHOLE, NumberScan.Kind.REAL);
    assertThat(Double.doubleToRawLongBits(scan.real(kind)))
        .as(text)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }

  @Test
  void everyDoubleIsReadBackFromItsShortestText() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 60_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        sameAsTheLibrary(Double.toString(value));
        sameAsTheLibrary(Double.toString(random.nextDouble(-1000, 1000)));
      }
    }
  }

  @Test
  void digitsAndExponentsRoundToTheNearestDouble() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 60_000; i++) {
      String digits = new BigInteger(1 + random.nextInt(90), bits(random)).toString();
      sameAsTheLibrary(digits + "e" + random.nextInt(-360, 330));
      int point = random.nextInt(digits.length() + 1);
      sameAsTheLibrary("-" + digits.substring(0, point) + "." + digits.substring(point) + "0");
    }
  }

  private static java.util.Random bits(SplittableRandom random) {
    return new java.util.Random(random.nextLong());
  }

  @Test
  void numbersBetweenTwoDoublesGoToTheEvenOne() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
      if (Double.isFinite(value) && value > 1e-290) {
        BigDecimal middle =
            new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.TWO);
        sameAsTheLibrary(middle.toString());
      }
    }
    for (long halves = 0; halves < 1000; halves++) {
      sameAsTheLibrary(String.valueOf((1L << 53) + halves));
      sameAsTheLibrary((1L << 54) + 2 * halves + 1 + "0");
    }
  }

  @Test
  void extremesAndSigns() {
    for (String text :
        List.of(
            "0",
            "-0",
            "0.0",
            "-0.0",
            "+1",
            "1.",
            ".5",
            "4.9e-324",
            "2.2250738585072014E-308",
            "1.7976931348623157e308",
            "1e400",
            "-1e400",
            "1e-400",
            "00.5",
            "9007199254740993",
            "18446744073709551615",
            "18446744073709551616",
            "9223372036854775807",
            "123456789012345678901234567890",
            "0.000000000000000000000000000012345678901234567890")) {
      sameAsTheLibrary(text);
    }
  }

  @Test
  void wholeNumbersFitSixtyFourBitsOrDoNot() {
    for (String text :
        List.of(
            "0", "-1", "9223372036854775807", "-9223372036854775808", "000000000000000000001")) {
      assertThat(scan(text)).isEqualTo(NumberScan.Kind.WHOLE);
      assertThat(scan.fitsLong()).as(text).isTrue();
      assertThat(scan.whole()).isEqualTo(Long.parseLong(text));
    }
    for (String text :
        List.of("9223372036854775808", "-9223372036854775809", "99999999999999999999")) {
      assertThat(scan(text)).isEqualTo(NumberScan.Kind.WHOLE);
      assertThat(scan.fitsLong()).as(text).isFalse();
    }
  }

  @Test
  void otherTextsAreNoNumbers() {
    for (String text :
        List.of(
            "", " ", "-", "+", ".", "e5", "1e", "1e+", "1x", "0x10", "1,5", "1 2", "--1", "1d",
            "1f", "nan1", "in", "１", "1_000", "½")) {
      assertThat(scan(text)).as(text).isEqualTo(NumberScan.Kind.NONE);
    }
    for (String text : List.of("nan", "NaN", "-inf", "Infinity", "+INF")) {
      assertThat(scan(text)).as(text).isEqualTo(NumberScan.Kind.NAMED);
    }
    assertThat(scan(" \t12 ")).isEqualTo(NumberScan.Kind.WHOLE);
  }
}
