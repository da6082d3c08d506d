package dev.millrace.expression.function;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads one time in ISO 8601, years 0000 to 9999, without exceptions for texts of another form: in
 * dirty data they are as frequent as any. Each method reads the whole text; used once.
 */
public final class IsoText {
  /** Given for texts that are not of the form; no time of the years read has this number. */
  public static final long NONE = Long.MIN_VALUE;

  private final String text;
  private int at;
  private boolean broken;

  public IsoText(String text) {
    this.text = text;
  }

  /** Days since 1970-01-01, or {@link #NONE}. */
  public long date() {
    long days = readDays();
    return ended(days);
  }

  /** Microseconds since 1970-01-01T00:00, or {@link #NONE}. */
  public long localDateTime() {
    return ended(readMicros());
  }

  /** Microseconds since 1970-01-01T00:00Z, or {@link #NONE}. */
  public long instant() {
    long micros = readMicros();
    return ended(micros - readOffset() * Times.SECOND);
  }

  private long ended(long value) {
    return broken || at != text.length() ? NONE : value;
  }

  private long readDays() {
    int year = digits(4, 9999);
    expect('-');
    int month = digits(2, 12);
    expect('-');
    int day = digits(2, 31);
    if (broken || month == 0 || day == 0 || day > YearMonth.of(year, month).lengthOfMonth()) {
      broken = true;
      return 0;
    }
    return LocalDate.of(year, month, day).toEpochDay();
  }

  private long readMicros() {
    long days = readDays();
    if (!skip('T')) {
      expect(' ');
    }
    long seconds = digits(2, 23) * 3_600L;
    expect(':');
    seconds += digits(2, 59) * 60L;
    long fraction = 0;
    if (skip(':')) {
      seconds += digits(2, 59);
      fraction = skip('.') ? fraction() : 0;
    }
    return days * Times.DAY + seconds * Times.SECOND + fraction;
  }

  private long fraction() {
    long micros = 0;
    int count = 0;
    while (!broken && count < 9 && at < text.length() && isDigit(text.charAt(at))) {
      micros = count < 6 ? micros * 10 + (text.charAt(at) - '0') : micros;
      at++;
      count++;
    }
    broken |= count == 0;
    for (int i = count; i < 6; i++) {
      micros *= 10;
    }
    return micros;
  }

  private long readOffset() {
    if (skip('Z')) {
      return 0;
    }
    boolean west = skip('-');
    if (!west) {
      expect('+');
    }
    long hours = digits(2, 18);
    expect(':');
    long seconds = hours * 3_600 + digits(2, 59) * 60L;
    return west ? -seconds : seconds;
  }

  private int digits(int count, int greatest) {
    int value = 0;
    for (int i = 0; i < count && !broken; i++) {
      if (at < text.length() && isDigit(text.charAt(at))) {
        value = value * 10 + (text.charAt(at++) - '0');
      } else {
        broken = true;
      }
    }
    broken |= value > greatest;
    return value;
  }

  private boolean skip(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) {
    broken |= !skip(wanted);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
