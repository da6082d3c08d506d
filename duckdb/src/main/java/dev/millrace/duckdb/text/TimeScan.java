package dev.millrace.duckdb.text;

/**
 * Reads ISO 8601 dates and times: {@code 2024-02-29}, {@code 2024-02-29T12:30}, {@code 2024-02-29
 * 12:30:15.25}, each time with or without a zone {@code Z}, {@code UTC}, {@code +01}, {@code +0100}
 * or {@code +01:00}. Years 0001 to 9999; fractions beyond microseconds are cut off. White space
 * around it is allowed. Not thread-safe; results stay until the next scan.
 */
final class TimeScan {
  /** What a text is. */
  enum Kind {
    NONE,
    DATE,
    /** Date and time without zone. */
    LOCAL,
    /** Date, time and zone. */
    ZONED
  }

  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;

  private byte[] data = new byte[0];
  private int at;
  private int to;
  private long days;
  private long micros;

  Kind scan(byte[] bytes, int from, int end) {
    data = bytes;
    at = from;
    to = end;
    while (at < to && NumberScan.isSpace(data[at])) {
      at++;
    }
    while (at < to && NumberScan.isSpace(data[to - 1])) {
      to--;
    }
    if (!date()) {
      return Kind.NONE;
    }
    micros = days * SECONDS_PER_DAY * MICROS_PER_SECOND;
    if (at == to) {
      return Kind.DATE;
    }
    if (data[at] != 'T' && data[at] != 't' && data[at] != ' ') {
      return Kind.NONE;
    }
    at++;
    if (!time()) {
      return Kind.NONE;
    }
    if (at == to) {
      return Kind.LOCAL;
    }
    return zone() ? Kind.ZONED : Kind.NONE;
  }

  /** Days since 1970-01-01. */
  long days() {
    return days;
  }

  /** Microseconds since 1970-01-01T00:00, in UTC for a text with a zone. */
  long micros() {
    return micros;
  }

  private boolean date() {
    int year = digits(4);
    if (year < 1 || !literal('-')) {
      return false;
    }
    int month = digits(2);
    if (month < 1 || month > 12 || !literal('-')) {
      return false;
    }
    int day = digits(2);
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day < 1 || day > (month == 2 && leap ? 29 : DAYS[month - 1])) {
      return false;
    }
    days = epochDay(year, month, day);
    return true;
  }

  /** Counts from 1 March, so that the leap day comes last. */
  private static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int century = marchYear / 100;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return marchYear * 365L + marchYear / 4 - century + century / 4 + dayOfYear - 719_468;
  }

  private boolean time() {
    int hour = digits(2);
    if (hour < 0 || hour > 23 || !literal(':')) {
      return false;
    }
    int minute = digits(2);
    if (minute < 0 || minute > 59) {
      return false;
    }
    long seconds = hour * 3600L + minute * 60L;
    long fraction = 0;
    if (literal(':')) {
      int second = digits(2);
      if (second < 0 || second > 59) {
        return false;
      }
      seconds += second;
      if (literal('.')) {
        int start = at;
        for (; at < to && NumberScan.isDigit(data[at]); at++) {
          fraction = at - start < 6 ? fraction * 10 + data[at] - '0' : fraction;
        }
        if (at == start) {
          return false;
        }
        for (int digits = at - start; digits < 6; digits++) {
          fraction *= 10;
        }
      }
    }
    micros += seconds * MICROS_PER_SECOND + fraction;
    return true;
  }

  private boolean zone() {
    if (data[at] == ' ') {
      at++;
    }
    int left = to - at;
    if (left == 1 && (data[at] == 'Z' || data[at] == 'z')
        || left == 3 && data[at] == 'U' && data[at + 1] == 'T' && data[at + 2] == 'C') {
      return true;
    }
    if (left < 3 || (data[at] != '+' && data[at] != '-')) {
      return false;
    }
    int sign = data[at++] == '-' ? -1 : 1;
    int hours = digits(2);
    int minutes = 0;
    if (hours >= 0 && at < to) {
      boolean ignored = literal(':');
      minutes = digits(2);
    }
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || at != to) {
      return false;
    }
    micros -= sign * (hours * 3600L + minutes * 60L) * MICROS_PER_SECOND;
    return true;
  }

  private boolean literal(char wanted) {
    if (at < to && data[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** So many digits as a number; -1 when there are others. */
  private int digits(int count) {
    if (to - at < count) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < count; i++, at++) {
      if (!NumberScan.isDigit(data[at])) {
        return -1;
      }
      value = value * 10 + data[at] - '0';
    }
    return value;
  }
}
