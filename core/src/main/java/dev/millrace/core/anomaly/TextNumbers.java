package dev.millrace.core.anomaly;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Texts that read as numbers: decimal, with white space around them allowed. */
final class TextNumbers {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,20}");
  private static final Pattern REAL =
      Pattern.compile(
          "[+-]?(?:[0-9]{1,400}\\.?[0-9]{0,400}|\\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,4})?");

  private TextNumbers() {}

  /** A whole number of 64 bits. */
  static OptionalLong whole(String text) {
    String plain = text.strip();
    if (!WHOLE.matcher(plain).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(plain).longValueExact());
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** A number; {@code nan}, {@code inf} and {@code infinity} in any case are numbers, too. */
  static OptionalDouble real(String text) {
    String plain = text.strip();
    if (REAL.matcher(plain).matches()) {
      return OptionalDouble.of(Double.parseDouble(plain));
    }
    return switch (plain.toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> OptionalDouble.of(Double.NaN);
      case "inf", "infinity", "+inf", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }
}
