package dev.millrace.spi.profile;

import dev.millrace.column.BytesColumn;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.profile.TextForms.Content;
import dev.millrace.spi.profile.TextForms.ContentCount;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Forms what is known of the looks of a text column from its sampled values. */
final class TextReading {
  private static final int MOST_PATTERNS = 10;
  private static final int LONGEST_PATTERN = 40;

  /** Of longer texts only the beginning is looked at. */
  private static final int LONGEST_LOOKED_AT = 1_000;

  private static final double LEAST_SHARE = 0.01;

  private TextReading() {}

  static TextForms of(BytesColumn column) {
    Map<String, Long> values = new HashMap<>();
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        values.merge(start(column.textAt(row)), 1L, Long::sum);
      }
    }
    Map<String, Long> patterns = new HashMap<>();
    Map<String, Long> kinds = new HashMap<>();
    Map<Content, Long> contents = new HashMap<>();
    long all = 0;
    for (Map.Entry<String, Long> entry : values.entrySet()) {
      long count = entry.getValue();
      all += count;
      patterns.merge(pattern(entry.getKey()), count, Long::sum);
      kinds.merge(TextContent.kind(entry.getKey()), count, Long::sum);
      TextContent.of(entry.getKey()).ifPresent(some -> contents.merge(some, count, Long::sum));
    }
    double least = LEAST_SHARE * (double) all;
    return new TextForms(
        frequent(patterns).stream().limit(MOST_PATTERNS).collect(Collectors.toList()),
        frequent(kinds),
        contents.entrySet().stream()
            .filter(entry -> (double) entry.getValue() >= least)
            .map(entry -> new ContentCount(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingLong(ContentCount::count)
                    .reversed()
                    .thenComparing(ContentCount::content))
            .collect(Collectors.toList()));
  }

  private static String start(String text) {
    return text.length() <= LONGEST_LOOKED_AT ? text : text.substring(0, LONGEST_LOOKED_AT);
  }

  private static List<ValueCount> frequent(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> new ValueCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(ValueCount::count).reversed().thenComparing(ValueCount::value))
        .collect(Collectors.toList());
  }

  /** The shape of a text: runs of letters and digits become one sign. */
  static String pattern(String text) {
    StringBuilder out = new StringBuilder();
    int last = 0;
    for (int i = 0; i < text.length() && out.length() < LONGEST_PATTERN; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int sign = sign(c);
      boolean run = sign == last && (sign == 'A' || sign == 'a' || sign == '9' || sign == ' ');
      if (!run) {
        out.appendCodePoint(sign);
      }
      last = sign;
    }
    return out.toString();
  }

  private static int sign(int c) {
    if (Character.isUpperCase(c)) {
      return 'A';
    }
    if (Character.isLetter(c)) {
      return 'a';
    }
    if (Character.isDigit(c)) {
      return '9';
    }
    return Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c;
  }
}
