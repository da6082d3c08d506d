package dev.millrace.core.ingest;

import dev.millrace.column.ColumnName;
import dev.millrace.expression.Expression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How texts are written that are really numbers or days: with thousands separators, percent signs,
 * currencies, a decimal comma, or the day first.
 *
 * @param what for people, with a value as an example
 * @param expression what reads them; empty when nothing can
 * @param next what to do when nothing can read them
 */
record WrittenForm(Kind kind, String what, Optional<String> expression, String next) {
  /** What the texts are. */
  enum Kind {
    NUMBER,
    DAY
  }

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<sign>[+-]?)(?<before>[^0-9+-]*?)(?<core>[0-9](?:[0-9.,' \u00a0\u202f]*[0-9])?)"
              + "(?<after>[^0-9]*)");
  private static final Set<String> SIGNS =
      Set.of("", "$", "€", "£", "¥", "₹", "%", "USD", "EUR", "GBP", "CHF", "JPY");

  /** Where these are the money, a comma stands between thousands. */
  private static final Set<String> BY_COMMA_AT_HOME =
      Set.of("$", "£", "¥", "₹", "USD", "GBP", "JPY");

  private static final Pattern PLAIN = Pattern.compile("(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?");
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]*");
  private static final Pattern BY_COMMA =
      Pattern.compile("[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\\.[0-9]+)?");
  private static final Pattern BY_DOT =
      Pattern.compile("[1-9][0-9]{0,2}(?:\\.[0-9]{3})+(?:,[0-9]+)?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("(?:0|[1-9][0-9]*),[0-9]+");
  private static final Pattern BY_SPACE =
      Pattern.compile("[1-9][0-9]{0,2}(?:[' \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?");
  private static final Pattern DAY =
      Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})");

  /** The form that every one of the texts has; empty when there is none, or too few texts. */
  static Optional<WrittenForm> of(ColumnName column, List<String> texts) {
    if (texts.size() < 2) {
      return Optional.empty();
    }
    return days(column, texts).or(() -> numbers(column, texts));
  }

  private static Optional<WrittenForm> numbers(ColumnName column, List<String> texts) {
    Set<String> removed = new LinkedHashSet<>();
    Set<Set<String>> marks = new LinkedHashSet<>();
    List<String> cores = new ArrayList<>();
    boolean spaced = false;
    for (String text : texts) {
      Matcher matcher = NUMBER.matcher(text.strip());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String core = matcher.group("core");
      List<String> signs = List.of(matcher.group("before"), matcher.group("after"));
      Set<String> own = new LinkedHashSet<>();
      for (String sign : signs) {
        if (!SIGNS.contains(sign.strip())) {
          return Optional.empty();
        }
        if (!sign.strip().isEmpty()) {
          own.add(sign.strip());
        }
        removed.addAll(spaces(sign));
      }
      removed.addAll(own);
      marks.add(own);
      if (BY_SPACE.matcher(core).matches()) {
        spaced = true;
        removed.addAll(spaces(core));
        core = core.replaceAll("[' \u00a0\u202f]", "");
      }
      cores.add(core);
    }
    Optional<String> commas = spaced ? decimals(cores) : commas(cores, removed);
    if (commas.isEmpty() || (commas.get().isEmpty() && removed.isEmpty())) {
      return Optional.empty();
    }
    if (commas.get().equals("?")) {
      return Optional.of(
          unread(
              texts,
              "of which nobody can tell whether '.' or ',' is the decimal point",
              "write them as 1234.5 in the data to use them"));
    }
    return Optional.of(
        unlike(texts, marks)
            .orElseGet(() -> number(column, removed, commas.get(), longest(texts))));
  }

  /** What cannot be read as one kind of number, because its marks say different things. */
  private static Optional<WrittenForm> unlike(List<String> texts, Set<Set<String>> marks) {
    Set<String> all = new LinkedHashSet<>();
    marks.forEach(all::addAll);
    if (all.size() > 1 && marks.size() > 1) {
      return Optional.of(
          unread(
              texts,
              "which are not of one kind: " + String.join(", ", all),
              "write them in one currency or unit in the data to use them"));
    }
    if (all.contains("%") && marks.size() > 1) {
      return Optional.of(
          unread(
              texts,
              "of which only some have a '%'",
              "write all of them with '%' in the data, or none, to use them"));
    }
    return Optional.empty();
  }

  private static WrittenForm unread(List<String> texts, String why, String next) {
    return new WrittenForm(
        Kind.NUMBER,
        "numbers written as '" + longest(texts).strip() + "', " + why,
        Optional.empty(),
        next);
  }

  private static String longest(List<String> texts) {
    return texts.stream().reduce((a, b) -> b.length() > a.length() ? b : a).orElseThrow();
  }

  /** A comma that is the decimal point, in numbers with spaces between thousands. */
  private static Optional<String> decimals(List<String> cores) {
    if (cores.stream().allMatch(core -> matches(core, PLAIN))) {
      return Optional.of("");
    }
    return cores.stream().allMatch(core -> matches(core, WHOLE, DECIMAL_COMMA))
        ? Optional.of("d")
        : Optional.empty();
  }

  /**
   * Which of {@code ,} and {@code .} goes, and a comma that is the decimal point, in order; {@code
   * ?} when it may be either.
   */
  private static Optional<String> commas(List<String> cores, Set<String> removed) {
    boolean dots = cores.stream().anyMatch(core -> core.contains("."));
    boolean commas = cores.stream().anyMatch(core -> core.contains(","));
    boolean byPoint = cores.stream().allMatch(core -> matches(core, PLAIN, BY_COMMA));
    boolean byComma = cores.stream().allMatch(core -> matches(core, WHOLE, BY_DOT, DECIMAL_COMMA));
    if (byPoint && byComma && (dots || commas)) {
      // Such as 1.234 and 12.500: thousands in one country, small numbers in another.
      if (dots && !commas && removed.isEmpty()) {
        return Optional.of("");
      }
      boolean home = removed.isEmpty() || removed.stream().anyMatch(BY_COMMA_AT_HOME::contains);
      return Optional.of(!dots && home ? "," : "?");
    }
    if (byPoint) {
      return Optional.of(commas ? "," : "");
    }
    return byComma ? Optional.of(dots ? ".d" : "d") : Optional.empty();
  }

  private static boolean matches(String core, Pattern... patterns) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(core).matches()) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> spaces(String text) {
    Set<String> found = new LinkedHashSet<>();
    for (String space : List.of(" ", "\u00a0", "\u202f", "'")) {
      if (text.contains(space)) {
        found.add(space);
      }
    }
    return found;
  }

  private static WrittenForm number(
      ColumnName column, Set<String> removed, String commas, String example) {
    String expression = Expression.quote(column);
    for (String each : removed) {
      expression = replace(expression, each, "");
    }
    if (commas.startsWith(",") || commas.startsWith(".")) {
      expression = replace(expression, commas.substring(0, 1), "");
    }
    if (commas.endsWith("d")) {
      expression = replace(expression, ",", ".");
    }
    String meaning =
        commas.equals(",")
            ? ", read with the comma between thousands"
            : commas.isEmpty() ? "" : ", read with a decimal comma";
    return new WrittenForm(
        Kind.NUMBER,
        "numbers written as '" + example.strip() + "'" + meaning,
        Optional.of("float(" + expression + ")"),
        "");
  }

  private static String replace(String expression, String sought, String other) {
    return "replace(" + expression + ", '" + sought.replace("'", "''") + "', '" + other + "')";
  }

  private static Optional<WrittenForm> days(ColumnName column, List<String> texts) {
    boolean dayFirst = true;
    boolean monthFirst = true;
    boolean even = true;
    for (String text : texts) {
      Matcher matcher = DAY.matcher(text);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      int first = Integer.parseInt(matcher.group(1));
      int second = Integer.parseInt(matcher.group(2));
      dayFirst &= first >= 1 && first <= 31 && second >= 1 && second <= 12;
      monthFirst &= first >= 1 && first <= 12 && second >= 1 && second <= 31;
      even &= text.length() == 10;
    }
    if (!dayFirst && !monthFirst) {
      return Optional.empty();
    }
    String what = "days written as '" + texts.get(0) + "'";
    if (dayFirst && monthFirst) {
      what += ", of which nobody can tell whether day or month is first";
    } else if (even) {
      String order = dayFirst ? "day" : "month";
      return Optional.of(
          new WrittenForm(
              Kind.DAY, what + ", read with the " + order + " first", day(column, dayFirst), ""));
    }
    return Optional.of(
        new WrittenForm(
            Kind.DAY, what, Optional.empty(), "write them as 2024-01-31 in the data to use them"));
  }

  private static Optional<String> day(ColumnName column, boolean dayFirst) {
    String text = Expression.quote(column);
    String day = "substring(" + text + ", " + (dayFirst ? 1 : 4) + ", 2)";
    String month = "substring(" + text + ", " + (dayFirst ? 4 : 1) + ", 2)";
    return Optional.of(
        "date(concat(substring(" + text + ", 7, 4), '-', " + month + ", '-', " + day + "))");
  }
}
