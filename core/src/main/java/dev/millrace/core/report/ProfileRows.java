package dev.millrace.core.report;

import dev.millrace.spi.profile.ColumnFigures;
import dev.millrace.spi.profile.ColumnFigures.MomentFigures;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.DistinctCount;
import dev.millrace.spi.profile.ExactColumn;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A column's profile as one row of a table, for pages and terminals alike. */
public final class ProfileRows {
  public static final List<String> HEAD =
      List.of(
          "column",
          "type",
          "meaning",
          "missing",
          "zeros",
          "distinct",
          "range",
          "mean",
          "deviation",
          "skewness",
          "quartiles",
          "most frequent",
          "looks");

  private static final List<Double> QUARTILES = List.of(0.25, 0.5, 0.75);

  private ProfileRows() {}

  public static List<String> row(ColumnProfile column) {
    return List.of(
        column.field().name().value(),
        column.field().type().text(),
        column.semantics().meaning().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        percent(column.exact().missingShare()),
        zeros(column.exact()),
        distinct(column.exact().distinct()),
        range(column),
        moment(column.exact().figures(), MomentFigures::mean),
        moment(column.exact().figures(), MomentFigures::deviation),
        moment(column.exact().figures(), MomentFigures::skewness),
        quartiles(column),
        top(column),
        ProfileLooks.of(column));
  }

  /** Which of the five times a file alone can tell. */
  public static final String OWN_TIMES =
      "Times are those the columns hold; which of them is the event time a pipeline says, under"
          + " source.time.";

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", share * 100);
  }

  private static String zeros(ExactColumn exact) {
    long zeros =
        switch (exact.figures()) {
          case ColumnFigures.Whole whole -> whole.zeros();
          case ColumnFigures.Real real -> real.zeros();
          default -> -1;
        };
    return zeros < 0 || exact.present() == 0 ? "" : percent((double) zeros / exact.present());
  }

  /** First quartile, median and third quartile. */
  private static String quartiles(ColumnProfile column) {
    return column.sampled().quantiles().stream()
        .filter(quantile -> QUARTILES.contains(quantile.probability()))
        .map(quantile -> median(column, quantile.value()))
        .collect(Collectors.joining(" | "));
  }

  private static String distinct(DistinctCount count) {
    return switch (count.precision()) {
      case COUNTED -> String.format(Locale.ROOT, "%,d", count.values());
      case ESTIMATED -> String.format(Locale.ROOT, "about %,d", count.values());
      case UNKNOWN -> "";
    };
  }

  private static String range(ColumnProfile column) {
    return switch (column.exact().figures()) {
      case ColumnFigures.Whole whole -> between(whole.min(), whole.max());
      case ColumnFigures.Real real -> between(real.min(), real.max());
      case ColumnFigures.Time time ->
          time.min().isPresent()
              ? moment(column, time.min().getAsLong())
                  + " .. "
                  + moment(column, time.max().orElse(0))
              : "";
      case ColumnFigures.Text text ->
          text.longest().isPresent()
              ? String.format(
                  Locale.ROOT,
                  "%d .. %d characters",
                  text.shortest().orElse(0),
                  text.longest().getAsLong())
              : "";
      case ColumnFigures.Bool bool ->
          String.format(Locale.ROOT, "%,d true, %,d false", bool.trues(), bool.falses());
      case ColumnFigures.Lists lists -> between(lists.shortest(), lists.longest()) + " elements";
      case ColumnFigures.Opaque opaque -> "";
    };
  }

  private static String median(ColumnProfile column, double value) {
    return column.exact().figures() instanceof ColumnFigures.Time
        ? moment(column, (long) value)
        : Numbers.text(value);
  }

  private static String moment(ColumnProfile column, long value) {
    return MomentText.of(column.field().type(), value);
  }

  private static String between(OptionalLong low, OptionalLong high) {
    return low.isPresent() ? low.getAsLong() + " .. " + high.orElse(low.getAsLong()) : "";
  }

  private static String between(OptionalDouble low, OptionalDouble high) {
    return low.isPresent()
        ? Numbers.text(low.getAsDouble()) + " .. " + Numbers.text(high.orElse(low.getAsDouble()))
        : "";
  }

  private static String moment(
      ColumnFigures figures, Function<MomentFigures, OptionalDouble> which) {
    OptionalDouble value =
        switch (figures) {
          case ColumnFigures.Whole whole -> which.apply(whole.moments());
          case ColumnFigures.Real real -> which.apply(real.moments());
          default -> OptionalDouble.empty();
        };
    return value.isPresent() ? Numbers.text(value.getAsDouble()) : "";
  }

  private static String top(ColumnProfile column) {
    var values = column.exact().top().isEmpty() ? column.sampled().top() : column.exact().top();
    return switch (column.semantics().meaning()) {
      case CATEGORY, BOOLEAN, CONSTANT ->
          String.join(
              ", ",
              values.stream()
                  .limit(3)
                  .map(value -> shorten(value.value()) + " (" + value.count() + ")")
                  .toList());
      default -> "";
    };
  }

  private static String shorten(String text) {
    return text.length() <= 30 ? text : text.substring(0, 29) + "…";
  }
}
