package dev.millrace.core.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of files whose names say which span they hold: {@code {YYYY}}, {@code {MM}}, {@code
 * {DD}}, or {@code {span}}, a number; and which version of it: {@code {version}}, a number, of
 * which the greatest counts.
 */
final class SpanPattern {
  private static final String SPAN = "{span}";
  private static final String VERSION = "{version}";
  private static final int LONGEST_NUMBER = 18;

  private final Pattern names;

  private SpanPattern(Pattern names) {
    this.names = names;
  }

  /** What a file's name says. */
  record Found(Optional<SpanKey> span, long version) {}

  /** The pattern, if names that fit it say anything. */
  static Optional<SpanPattern> of(String pattern) {
    return hasSpan(pattern) || pattern.contains(VERSION)
        ? Optional.of(new SpanPattern(Pattern.compile("(?:^|.*/)" + expression(pattern))))
        : Optional.empty();
  }

  /** True when files that fit a pattern are of spans. */
  static boolean hasSpan(String pattern) {
    return pattern.contains(SPAN) || SourceSpan.isDated(pattern);
  }

  /** The pattern of every span and version, as a glob. */
  static String any(String pattern) {
    return SourceSpan.anyDate(pattern).replace(SPAN, "[0-9]*").replace(VERSION, "[0-9]*");
  }

  /** What a file's name says; nothing when it only looks as if it fitted. */
  Optional<Found> match(Path file) {
    Matcher matcher = names.matcher(file.toString());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Found(span(matcher), number(matcher, "version").orElse(0L)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<SpanKey> span(Matcher matcher) {
    Optional<Long> number = number(matcher, "span");
    if (number.isPresent()) {
      return Optional.of(SpanKey.of(number.get()));
    }
    Optional<String> year = group(matcher, "year");
    if (year.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> month = group(matcher, "month");
    Optional<String> day = group(matcher, "day");
    LocalDate first =
        LocalDate.of(
            Integer.parseInt(year.get()),
            month.map(Integer::parseInt).orElse(1),
            day.map(Integer::parseInt).orElse(1));
    return Optional.of(
        SpanKey.of(
            first,
            year.get()
                + month.map(text -> "-" + text).orElse("")
                + day.map(text -> "-" + text).orElse("")));
  }

  private static Optional<Long> number(Matcher matcher, String name) {
    return group(matcher, name).map(Long::parseLong);
  }

  private static Optional<String> group(Matcher matcher, String name) {
    return matcher.namedGroups().containsKey(name)
        ? Optional.ofNullable(matcher.group(name))
        : Optional.empty();
  }

  /**
   * The regular expression of a glob in which a placeholder that comes again means the same text.
   *
   * @throws PatternSyntaxException when the glob is none
   */
  private static String expression(String pattern) {
    String glob = pattern.replaceFirst("^(?:\\.{1,2}/)+", "");
    StringBuilder out = new StringBuilder();
    int alternatives = 0;
    for (int i = 0; i < glob.length(); i++) {
      Optional<Placeholder> here = Placeholder.at(glob, i);
      if (here.isPresent()) {
        String group = "(?<" + here.get().group + ">";
        out.append(
            out.indexOf(group) >= 0
                ? "\\k<" + here.get().group + ">"
                : group + here.get().digits + ")");
        i += here.get().text.length() - 1;
        continue;
      }
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          boolean deep = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
          out.append(deep ? ".*" : "[^/]*");
          i += deep ? 1 : 0;
        }
        case '?' -> out.append("[^/]");
        case '[' -> {
          int end = glob.indexOf(']', i);
          if (end < 0) {
            throw new PatternSyntaxException("a bracket is not closed", pattern, i);
          }
          out.append(glob, i, end + 1);
          i = end;
        }
        case '{' -> {
          out.append("(?:");
          alternatives++;
        }
        case '}' -> {
          out.append(alternatives > 0 ? ")" : "\\}");
          alternatives = Math.max(0, alternatives - 1);
        }
        case ',' -> out.append(alternatives > 0 ? "|" : ",");
        default -> out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return out.toString();
  }

  private enum Placeholder {
    YEAR("{YYYY}", "year", "[0-9]{4}"),
    MONTH("{MM}", "month", "[0-9]{2}"),
    DAY("{DD}", "day", "[0-9]{2}"),
    NUMBER(SpanPattern.SPAN, "span", "[0-9]{1," + LONGEST_NUMBER + "}"),
    VERSION_NUMBER(SpanPattern.VERSION, "version", "[0-9]{1," + LONGEST_NUMBER + "}");

    private final String text;
    private final String group;
    private final String digits;

    Placeholder(String text, String group, String digits) {
      this.text = text;
      this.group = group;
      this.digits = digits;
    }

    static Optional<Placeholder> at(String glob, int place) {
      for (Placeholder placeholder : values()) {
        if (glob.startsWith(placeholder.text, place)) {
          return Optional.of(placeholder);
        }
      }
      return Optional.empty();
    }
  }
}
