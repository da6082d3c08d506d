package dev.millrace.core.config;

import dev.millrace.column.ColumnName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of scalar values: words, numbers, shares, durations and sizes with their units. */
public final class ValueForms {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KB|MB|GB|TB)");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:[0-9]{1,400}\\.?[0-9]{0,400}|\\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,3})?");

  private ValueForms() {}

  public static ValueForm<String> text() {
    return new ValueForm<>("a text", text -> text, text -> text);
  }

  /** Whole numbers within limits, both included. */
  public static ValueForm<Long> whole(long lowest, long highest) {
    return new ValueForm<Long>(
            "a whole number from " + lowest + " to " + highest,
            text -> {
              long value = Long.parseLong(text.replace("_", ""));
              require(value >= lowest && value <= highest);
              return value;
            },
            String::valueOf)
        .shaped(Shape.whole(lowest, highest));
  }

  /** Finite numbers within limits, both included. */
  public static ValueForm<Double> real(double lowest, double highest) {
    return new ValueForm<Double>(
            "a number from " + plain(lowest) + " to " + plain(highest),
            text -> {
              double value = number(text);
              require(value >= lowest && value <= highest);
              return value;
            },
            ValueForms::plain)
        .shaped(Shape.real(lowest, highest));
  }

  /** Shares of a whole, between 0 and 1, as {@code 70%} or {@code 0.7}. */
  public static ValueForm<Double> share() {
    return new ValueForm<Double>(
            "a share such as 70% or 0.7",
            text -> {
              double value =
                  text.endsWith("%")
                      ? percent(text.substring(0, text.length() - 1).strip())
                      : number(text);
              require(value >= 0 && value <= 1);
              return value;
            },
            value ->
                BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros().toPlainString()
                    + "%")
        .shaped(Shape.either(Shape.real(0, 1), Shape.pattern("^[0-9.eE+-]+ *%?$")));
  }

  /** Durations with their unit: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 6h}, {@code 7d}. */
  public static ValueForm<Duration> duration() {
    return new ValueForm<Duration>(
            "a duration with its unit, such as 500ms, 10s, 5m, 6h or 7d",
            ValueForms::parseDuration,
            ValueForms::printDuration)
        .shaped(Shape.pattern("^" + DURATION.pattern() + "$"));
  }

  /** Sizes in bytes with their unit, in powers of 1024: {@code 64MB}. */
  public static ValueForm<Long> size() {
    return new ValueForm<Long>(
            "a size with its unit, such as 512KB, 64MB or 2GB",
            text -> {
              Matcher matcher = SIZE.matcher(text);
              require(matcher.matches());
              int power = Arrays.asList("B", "KB", "MB", "GB", "TB").indexOf(matcher.group(2));
              return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
            },
            ValueForms::printSize)
        .shaped(Shape.pattern("^" + SIZE.pattern() + "$"));
  }

  /** The constants of an enum, written in kebab-case. */
  public static <E extends Enum<E>> ValueForm<E> choice(Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(ValueForms::kebab).toList();
    return new ValueForm<E>(
            String.join(", ", words),
            text ->
                Arrays.stream(type.getEnumConstants())
                    .filter(constant -> kebab(constant).equals(text))
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new),
            ValueForms::kebab)
        .shaped(Shape.choice(words));
  }

  /** Names of columns. */
  public static ValueForm<ColumnName> column() {
    return new ValueForm<>("a column name", ColumnName::new, ColumnName::value);
  }

  public static ValueForm<Boolean> flag() {
    return new ValueForm<Boolean>(
            "true or false",
            text -> {
              require(text.equals("true") || text.equals("false"));
              return text.equals("true");
            },
            String::valueOf)
        .shaped(Shape.FLAG);
  }

  /** A decimal number; Java's own reader also takes {@code 1d}, {@code 0x1p3} and {@code NaN}. */
  private static double number(String text) {
    require(NUMBER.matcher(text).matches());
    return Double.parseDouble(text);
  }

  private static double percent(String text) {
    require(NUMBER.matcher(text).matches());
    return new BigDecimal(text).movePointLeft(2).doubleValue();
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    require(matcher.matches());
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static String printDuration(Duration value) {
    long millis = value.toMillis();
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private static String printSize(long bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB"};
    int power = bytes == 0 ? 0 : Math.min(4, Long.numberOfTrailingZeros(bytes) / 10);
    return (bytes >> (10 * power)) + units[power];
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : Double.toString(value);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}
