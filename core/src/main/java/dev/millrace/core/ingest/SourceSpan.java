package dev.millrace.core.ingest;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A year, month or day of a source whose files are named by dates: {@code {YYYY}}, {@code {MM}} and
 * {@code {DD}} in its patterns stand for the parts of a date.
 *
 * @param first the first day of it
 * @param unit how long it is
 */
public record SourceSpan(LocalDate first, Unit unit) {
  /** Spans a range may have. */
  public static final int MOST = 5_000;

  private static final Pattern DATE = Pattern.compile("([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?");
  private static final String YEAR = "{YYYY}";
  private static final String MONTH = "{MM}";
  private static final String DAY = "{DD}";

  /** How long a span is, longest first. */
  public enum Unit {
    YEAR,
    MONTH,
    DAY
  }

  public SourceSpan {
    Objects.requireNonNull(first);
    Objects.requireNonNull(unit);
  }

  /** True when the files of a source are named by dates. */
  public static boolean isDated(SourceConfig source) {
    return source.files().stream().anyMatch(SourceSpan::isDated);
  }

  static boolean isDated(String pattern) {
    return pattern.contains(YEAR) || pattern.contains(MONTH) || pattern.contains(DAY);
  }

  /** The pattern of every date: what a run reads that is of no span. */
  static String anyDate(String pattern) {
    return pattern
        .replace(YEAR, "[0-9][0-9][0-9][0-9]")
        .replace(MONTH, "[0-9][0-9]")
        .replace(DAY, "[0-9][0-9]");
  }

  /** The pattern of the files of this span. */
  public String files(String pattern) {
    return pattern
        .replace(YEAR, String.format(Locale.ROOT, "%04d", first.getYear()))
        .replace(MONTH, String.format(Locale.ROOT, "%02d", first.getMonthValue()))
        .replace(DAY, String.format(Locale.ROOT, "%02d", first.getDayOfMonth()));
  }

  /** Such as {@code 2024-03}. */
  @Override
  public String toString() {
    String day = first.toString();
    return switch (unit) {
      case YEAR -> day.substring(0, 4);
      case MONTH -> day.substring(0, 7);
      case DAY -> day;
    };
  }

  /**
   * The spans of a range, in order.
   *
   * @param range a date or two with two dots between: years, months or days, as 2024-01..2024-12
   * @throws MillraceException USAGE; CONFIG_VALUE_INVALID when the source's files have no dates
   */
  public static List<SourceSpan> of(SourceConfig source, String range) {
    Unit unit = unit(source);
    String[] ends = range.split("\\.\\.", -1);
    if (ends.length > 2) {
      throw unreadable(range);
    }
    LocalDate from = date(range, ends[0], unit, Side.FROM);
    LocalDate to = date(range, ends[ends.length - 1], unit, Side.TO);
    List<SourceSpan> spans = new ArrayList<>();
    for (LocalDate at = from; !at.isAfter(to); at = next(at, unit)) {
      if (spans.size() == MOST) {
        throw Problem.of(ErrorCode.USAGE, "the range has too many spans")
            .at("--backfill")
            .found(range)
            .allowed("at most " + MOST + " of the unit " + unit.name().toLowerCase(Locale.ROOT))
            .asException();
      }
      spans.add(new SourceSpan(at, unit));
    }
    if (spans.isEmpty()) {
      throw Problem.of(ErrorCode.USAGE, "the range ends before it begins")
          .at("--backfill")
          .found(range)
          .asException();
    }
    return spans;
  }

  private static LocalDate next(LocalDate at, Unit unit) {
    return switch (unit) {
      case YEAR -> at.plusYears(1);
      case MONTH -> at.plusMonths(1);
      case DAY -> at.plusDays(1);
    };
  }

  /** The shortest part of a date that the patterns name; the longer ones must be there too. */
  private static Unit unit(SourceConfig source) {
    Unit shortest = null;
    for (String pattern : source.files()) {
      if (!isDated(pattern)) {
        continue;
      }
      boolean month = pattern.contains(MONTH);
      boolean day = pattern.contains(DAY);
      if (!pattern.contains(YEAR) || (day && !month)) {
        throw Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "the date in the pattern is not whole")
            .at("source.files")
            .found(pattern)
            .allowed("{YYYY}; {YYYY} and {MM}; or {YYYY}, {MM} and {DD}")
            .asException();
      }
      Unit unit = day ? Unit.DAY : month ? Unit.MONTH : Unit.YEAR;
      shortest = shortest == null || unit.compareTo(shortest) > 0 ? unit : shortest;
    }
    if (shortest == null) {
      throw Problem.of(
              ErrorCode.CONFIG_VALUE_INVALID, "only files that are named by dates have spans")
          .at("source.files")
          .found(String.join(", ", source.files()))
          .allowed("a pattern with {YYYY}, {MM} or {DD}")
          .next("Write such as: source: { files: \"trips-{YYYY}-{MM}.csv\" }")
          .asException();
    }
    return shortest;
  }

  private enum Side {
    FROM,
    TO
  }

  private static LocalDate date(String range, String text, Unit unit, Side side) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      throw unreadable(range);
    }
    Unit given =
        parts.group(3) != null ? Unit.DAY : parts.group(2) != null ? Unit.MONTH : Unit.YEAR;
    if (given.compareTo(unit) > 0) {
      throw Problem.of(ErrorCode.USAGE, "the date is finer than the names of the files")
          .at("--backfill")
          .found(text)
          .allowed("a " + unit.name().toLowerCase(Locale.ROOT) + ", as 'source.files' has it")
          .asException();
    }
    try {
      Days days = days(text);
      LocalDate day = side == Side.FROM ? days.first() : days.last();
      return switch (unit) {
        case YEAR -> LocalDate.of(day.getYear(), 1, 1);
        case MONTH -> day.withDayOfMonth(1);
        case DAY -> day;
      };
    } catch (IllegalArgumentException e) {
      throw unreadable(range);
    }
  }

  /** The days of a year, a month or a day. */
  record Days(LocalDate first, LocalDate last) {}

  /**
   * Reads a year, a month or a day.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static Days days(String text) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no date: " + text);
    }
    try {
      int year = Integer.parseInt(parts.group(1));
      if (parts.group(2) == null) {
        return new Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
      }
      LocalDate month = LocalDate.of(year, Integer.parseInt(parts.group(2)), 1);
      if (parts.group(3) == null) {
        return new Days(month, month.withDayOfMonth(month.lengthOfMonth()));
      }
      LocalDate day = LocalDate.of(year, month.getMonthValue(), Integer.parseInt(parts.group(3)));
      return new Days(day, day);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static MillraceException unreadable(String range) {
    return Problem.of(ErrorCode.USAGE, "this is no range of dates")
        .at("--backfill")
        .found(range)
        .allowed("2024, 2024-03, 2024-03-31, or two of them as 2024-01..2024-12")
        .asException();
  }
}
