package dev.millrace.duckdb.text;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.spi.engine.InferredColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the values of one column are like, as far as they have been seen: which types all of them
 * have, and which texts stood in for missing ones. Not thread-safe.
 */
final class ColumnFacts {
  static final int BOOL = 1;
  static final int WHOLE = 2;
  static final int REAL = 4;
  static final int DATE = 8;
  static final int LOCAL = 16;
  static final int ZONED = 32;
  private static final int NUMBER = WHOLE | REAL;
  private static final int TIME = DATE | LOCAL | ZONED;
  private static final int ANY = BOOL | NUMBER | TIME;
  private static final Marks MARKS = new Marks(KnownMarks.TEXTS);

  private final NumberScan numbers = new NumberScan();
  private final TimeScan times = new TimeScan();
  private final long[] marks = new long[KnownMarks.TEXTS.size()];
  private int possible = ANY;
  private long values;

  /** Number of the first misfit from 1, and what the values before it could be; 0: none known. */
  private long misfit;

  private int fitted;
  private long missing;
  private boolean code;
  private boolean tooLarge;

  void addMissing() {
    missing++;
  }

  void add(byte[] data, int from, int to) {
    values++;
    if (possible == 0) {
      return;
    }
    int mark = MARKS.find(data, from, to);
    if (mark >= 0) {
      marks[mark]++;
    } else {
      int before = possible;
      possible &= kinds(data, from, to);
      noteMisfit(before, values);
    }
  }

  /** Notes the first value that has no type in common with those before it. */
  private void noteMisfit(int before, long value) {
    if (possible == 0 && before != ANY && before != 0) {
      misfit = value;
      fitted = before;
    }
  }

  /** Adds what was seen elsewhere. */
  void addAll(ColumnFacts other) {
    for (int i = 0; i < marks.length; i++) {
      marks[i] += other.marks[i];
    }
    int before = possible;
    possible &= other.possible;
    noteMisfit(before, values + 1);
    if (other.misfit > 0 && (before & other.fitted) != 0) {
      misfit = values + other.misfit;
      fitted = before & other.fitted;
    }
    values += other.values;
    missing += other.missing;
    code |= other.code;
    tooLarge |= other.tooLarge;
  }

  private int kinds(byte[] data, int from, int to) {
    if ((possible & NUMBER) != 0) {
      NumberScan.Kind kind = numbers.scan(data, from, to);
      if (kind != NumberScan.Kind.NONE) {
        return numberKinds(kind);
      }
    }
    if ((possible & TIME) != 0) {
      switch (times.scan(data, from, to)) {
        case DATE -> {
          return DATE | LOCAL;
        }
        case LOCAL -> {
          return LOCAL;
        }
        case ZONED -> {
          return ZONED;
        }
        case NONE -> {}
      }
    }
    return (possible & BOOL) != 0 && isBool(data, from, to) ? BOOL : 0;
  }

  private int numberKinds(NumberScan.Kind kind) {
    if (kind != NumberScan.Kind.NAMED && numbers.leadingZero()) {
      code = true;
      return 0;
    }
    if (kind == NumberScan.Kind.WHOLE) {
      if (numbers.fitsLong()) {
        return NUMBER;
      }
      // Beyond 64 bits: a double only when no digit is lost, as for 1 followed by 20 zeros.
      tooLarge = true;
      return numbers.isExactly(numbers.real(kind)) ? REAL : 0;
    }
    boolean finite = numbers.surelyFinite() || !Double.isInfinite(numbers.real(kind));
    return kind == NumberScan.Kind.NAMED || finite ? REAL : 0;
  }

  private static boolean isBool(byte[] data, int from, int to) {
    return isWord(data, from, to, "true") || isWord(data, from, to, "false");
  }

  private static boolean isWord(byte[] data, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((data[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The column these facts make. */
  InferredColumn conclude(ColumnName name) {
    long marked = 0;
    for (long count : marks) {
      marked += count;
    }
    ColumnType type = values == marked ? ColumnType.UTF8 : type(possible);
    if (type.equals(ColumnType.UTF8)) {
      return new InferredColumn(new Field(name, type), List.of(), textReason());
    }
    List<String> found = new ArrayList<>();
    StringBuilder reason = new StringBuilder();
    reason.append("all ").append(count(values - marked)).append(" values are ").append(word(type));
    for (int i = 0; i < marks.length; i++) {
      if (marks[i] > 0) {
        String mark = KnownMarks.TEXTS.get(i);
        found.add(mark);
        reason.append("; '").append(mark).append("' (").append(count(marks[i]));
        reason.append(" times) stands for missing");
      }
    }
    if (missing > 0) {
      reason.append("; ").append(count(missing)).append(" are empty");
    }
    return new InferredColumn(new Field(name, type), found, reason.toString());
  }

  private static ColumnType type(int possible) {
    if ((possible & BOOL) != 0) {
      return ColumnType.BOOL;
    }
    if ((possible & WHOLE) != 0) {
      return ColumnType.INT64;
    }
    if ((possible & REAL) != 0) {
      return ColumnType.FLOAT64;
    }
    if ((possible & DATE) != 0) {
      return ColumnType.DATE;
    }
    if ((possible & LOCAL) != 0) {
      return ColumnType.LOCAL_DATETIME;
    }
    return (possible & ZONED) != 0 ? ColumnType.INSTANT : ColumnType.UTF8;
  }

  private String textReason() {
    if (values == 0) {
      return "no value at all";
    }
    if (code) {
      return "text: numbers with leading zeros are codes";
    }
    return tooLarge
        ? "text: whole numbers beyond 64 bits would lose digits"
        : "text: no other type fits all " + count(values) + " values" + misfitReason();
  }

  private String misfitReason() {
    return misfit == 0
        ? ""
        : "; value " + count(misfit) + " is the first that is not among " + word(type(fitted));
  }

  private static String word(ColumnType type) {
    return switch ((ColumnType.Plain) type) {
      case BOOL -> "true or false";
      case INT64 -> "whole numbers";
      case FLOAT64 -> "numbers";
      case DATE -> "dates";
      case LOCAL_DATETIME -> "dates and times without zone";
      case INSTANT -> "dates and times with zone";
      default -> type.text();
    };
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
