package dev.millrace.expression;

import dev.millrace.column.ColumnType;
import dev.millrace.expression.RowEvaluator.Moment;
import dev.millrace.json.JsonNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions of the language on boxed values, none of them missing. */
final class RowFunctions {
  private static final BigInteger DAY = BigInteger.valueOf(86_400_000_000L);

  private RowFunctions() {}

  static @Nullable Object call(String name, List<Object> values) {
    Object x = values.get(0);
    return switch (name) {
      case "min" -> extreme(values, -1);
      case "max" -> extreme(values, 1);
      case "abs" -> x instanceof Long ? RowEvaluator.whole(RowEvaluator.big(x).abs()) : abs(x);
      case "sign" -> x instanceof Long n ? (Object) (long) Long.signum(n) : Math.signum(real(x));
      case "floor" -> x instanceof Long ? x : (Object) StrictMath.floor(real(x));
      case "ceil" -> x instanceof Long ? x : (Object) StrictMath.ceil(real(x));
      case "round" -> x instanceof Long ? x : (Object) round(real(x));
      case "sqrt" -> StrictMath.sqrt(real(x));
      case "exp" -> StrictMath.exp(real(x));
      case "log" -> StrictMath.log(real(x));
      case "log1p" -> StrictMath.log1p(real(x));
      case "sin" -> StrictMath.sin(real(x));
      case "cos" -> StrictMath.cos(real(x));
      case "asin" -> StrictMath.asin(real(x));
      case "pow" -> StrictMath.pow(real(x), real(values.get(1)));
      case "is_nan" -> Double.isNaN(real(x));
      case "is_finite" -> Double.isFinite(real(x));
      case "int" -> toWhole(x);
      case "float" -> toReal(x);
      case "text" -> text(x);
      case "date", "datetime", "instant" -> time(name, x);
      case "length",
          "lower",
          "upper",
          "trim",
          "substring",
          "concat",
          "replace",
          "contains",
          "starts_with",
          "ends_with" ->
          ofText(name, (String) x, values);
      case "from_epoch_seconds" -> instant(x, 1_000_000);
      case "from_epoch_millis" -> instant(x, 1_000);
      case "days_between" ->
          between(values, ((Moment) x).type().equals(ColumnType.DATE) ? 1 : 86_400_000_000L);
      case "seconds_between" -> between(values, 1_000_000);
      default -> part(name, (Moment) x);
    };
  }

  private static Object extreme(List<Object> values, int direction) {
    Object best = values.get(0);
    for (Object value : values) {
      if (value instanceof Double x && x.isNaN()) {
        return value;
      }
      best = order(value, best) * direction > 0 ? value : best;
    }
    return best;
  }

  private static int order(Object a, Object b) {
    if (a instanceof Double x) {
      return Double.compare(x, (Double) b);
    }
    return a instanceof Long x
        ? Long.compare(x, (Long) b)
        : Long.compare(((Moment) a).count(), ((Moment) b).count());
  }

  private static Object abs(Object x) {
    return Math.abs(real(x));
  }

  private static double round(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      return x;
    }
    double rounded = new BigDecimal(x).setScale(0, RoundingMode.HALF_UP).doubleValue();
    return rounded == 0 ? Math.copySign(0.0, x) : rounded;
  }

  private static double real(Object x) {
    return RowEvaluator.real(x);
  }

  private static @Nullable Long toWhole(Object x) {
    if (x instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (x instanceof Double real) {
      return Double.isNaN(real) || Double.isInfinite(real)
          ? null
          : RowEvaluator.whole(new BigDecimal(real).toBigInteger());
    }
    if (x instanceof String text) {
      return text.matches("[+-]?[0-9]+") ? RowEvaluator.whole(new BigInteger(text)) : null;
    }
    return (Long) x;
  }

  private static @Nullable Double toReal(Object x) {
    if (x instanceof Boolean truth) {
      return truth ? 1.0 : 0.0;
    }
    if (x instanceof String text) {
      if (List.of("NaN", "Infinity", "-Infinity").contains(text)) {
        return Double.valueOf(text);
      }
      boolean number = text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
      return number && !Double.isInfinite(Double.parseDouble(text)) ? Double.valueOf(text) : null;
    }
    return real(x);
  }

  private static @Nullable String text(Object x) {
    if (x instanceof Moment moment) {
      if (moment.type().equals(ColumnType.DATE)) {
        LocalDate date = date(moment);
        return date == null ? null : date.toString();
      }
      String text = clock(moment).toInstant(ZoneOffset.UTC).toString();
      return moment.type().equals(ColumnType.INSTANT) ? text : text.replace("Z", "");
    }
    if (x instanceof Double real && real == Math.rint(real) && Math.abs(real) < 0x1p63) {
      return new BigDecimal(real).toBigInteger().toString();
    }
    if (x instanceof Double real && real.equals(-0x1p63)) {
      return Long.toString(Long.MIN_VALUE);
    }
    if (x instanceof Double real && !real.isInfinite() && !real.isNaN()) {
      return JsonNumber.text(real);
    }
    return x.toString();
  }

  private static @Nullable Object ofText(String name, String text, List<Object> values) {
    return switch (name) {
      case "length" -> (long) text.codePointCount(0, text.length());
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "trim" -> text.strip();
      case "concat" -> values.stream().map(Object::toString).reduce("", String::concat);
      case "replace" ->
          values.get(1).equals("")
              ? text
              : text.replace((String) values.get(1), (String) values.get(2));
      case "contains" -> text.contains((String) values.get(1));
      case "starts_with" -> text.startsWith((String) values.get(1));
      case "ends_with" -> text.endsWith((String) values.get(1));
      default -> substring(text, values);
    };
  }

  private static String substring(String text, List<Object> values) {
    BigInteger start = RowEvaluator.big(values.get(1));
    StringBuilder out = new StringBuilder();
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      BigInteger position = BigInteger.valueOf(i + 1L);
      boolean started = position.compareTo(start) >= 0;
      boolean ended =
          values.size() == 3 && position.compareTo(start.add(RowEvaluator.big(values.get(2)))) >= 0;
      if (started && !ended) {
        out.appendCodePoint(characters[i]);
      }
    }
    return out.toString();
  }

  private static @Nullable Moment time(String name, Object x) {
    ColumnType type =
        switch (name) {
          case "date" -> ColumnType.DATE;
          case "instant" -> ColumnType.INSTANT;
          default -> ColumnType.LOCAL_DATETIME;
        };
    if (x instanceof String text) {
      return read(type, text);
    }
    Moment moment = (Moment) x;
    if (moment.type().equals(ColumnType.DATE) == type.equals(ColumnType.DATE)) {
      return new Moment(type, moment.count());
    }
    BigInteger count = BigInteger.valueOf(moment.count());
    Long converted =
        type.equals(ColumnType.DATE)
            ? (Long) Math.floorDiv(moment.count(), DAY.longValue())
            : RowEvaluator.whole(count.multiply(DAY));
    return converted == null ? null : new Moment(type, converted);
  }

  private static @Nullable Moment read(ColumnType type, String text) {
    if (!text.matches("[0-9]{4}-[-+0-9:. TZ]*")) {
      return null; // java.time reads small letters and years of more digits too
    }
    try {
      if (type.equals(ColumnType.DATE)) {
        return new Moment(type, LocalDate.parse(text).toEpochDay());
      }
      String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
      LocalDateTime time =
          type.equals(ColumnType.INSTANT)
              ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
              : LocalDateTime.parse(iso);
      return new Moment(type, ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time));
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  private static @Nullable Moment instant(Object x, long unit) {
    if (x instanceof Double real) {
      double micros = StrictMath.rint(real * unit);
      return micros >= -0x1p63 && micros < 0x1p63
          ? new Moment(ColumnType.INSTANT, (long) micros)
          : null;
    }
    Long micros = RowEvaluator.whole(RowEvaluator.big(x).multiply(BigInteger.valueOf(unit)));
    return micros == null ? null : new Moment(ColumnType.INSTANT, micros);
  }

  private static @Nullable Long between(List<Object> values, long unit) {
    BigInteger from = BigInteger.valueOf(((Moment) values.get(0)).count());
    BigInteger to = BigInteger.valueOf(((Moment) values.get(1)).count());
    Long distance = RowEvaluator.whole(to.subtract(from));
    return distance == null ? null : (Long) (distance / unit);
  }

  private static @Nullable Long part(String name, Moment moment) {
    if (moment.type().equals(ColumnType.DATE) && date(moment) == null) {
      return null;
    }
    LocalDateTime time = clock(moment);
    return switch (name) {
      case "year" -> (long) time.getYear();
      case "month" -> (long) time.getMonthValue();
      case "day" -> (long) time.getDayOfMonth();
      case "weekday" -> (long) time.getDayOfWeek().getValue();
      case "day_of_year" -> (long) time.getDayOfYear();
      case "hour" -> (long) time.getHour();
      case "minute" -> (long) time.getMinute();
      case "epoch_seconds" -> time.toEpochSecond(ZoneOffset.UTC);
      default -> throw new AssertionError(name);
    };
  }

  private static LocalDateTime clock(Moment moment) {
    if (moment.type().equals(ColumnType.DATE)) {
      return LocalDate.ofEpochDay(moment.count()).atStartOfDay();
    }
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(moment.count(), 1_000_000L),
        (int) Math.floorMod(moment.count(), 1_000_000L) * 1_000,
        ZoneOffset.UTC);
  }

  private static @Nullable LocalDate date(Moment moment) {
    try {
      return LocalDate.ofEpochDay(moment.count());
    } catch (DateTimeException beyondTheCalendar) {
      return null;
    }
  }
}
