package dev.millrace.core.report;

import dev.millrace.spi.profile.ColumnFigures;
import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.DistinctCount;
import dev.millrace.spi.profile.SampledColumn.Quantile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A column's profile as one row of a table, for pages and terminals alike. */
public final class ProfileRows {
  public static final List<String> HEAD =
      List.of(
          "column",
          "type",
          "meaning",
          "missing",
          "distinct",
          "range",
          "mean",
          "median",
          "most frequent");

  private ProfileRows() {}

  public static List<String> row(ColumnProfile column) {
    return List.of(
        column.field().name().value(),
        column.field().type().text(),
        column.semantics().meaning().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        String.format(Locale.ROOT, "%.1f%%", column.exact().missingShare() * 100),
        distinct(column.exact().distinct()),
        range(column),
        mean(column.exact().figures()),
        column.sampled().quantiles().stream()
            .filter(quantile -> quantile.probability() == 0.5)
            .findFirst()
            .map(Quantile::value)
            .map(median -> median(column, median))
            .orElse(""),
        top(column));
  }

  /** Which of the five times a file alone can tell. */
  public static final String OWN_TIMES =
      "Times are those the columns hold; which of them is the event time a pipeline says, under"
          + " source.time.";

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
    return switch (column.field().type().text()) {
      case "date" -> LocalDate.ofEpochDay(value).toString();
      case "instant" -> Instant.ofEpochMilli(value / 1000).toString();
      default -> {
        String text = Instant.ofEpochMilli(value / 1000).toString();
        yield text.substring(0, text.length() - 1);
      }
    };
  }

  private static String between(OptionalLong low, OptionalLong high) {
    return low.isPresent() ? low.getAsLong() + " .. " + high.orElse(low.getAsLong()) : "";
  }

  private static String between(OptionalDouble low, OptionalDouble high) {
    return low.isPresent()
        ? Numbers.text(low.getAsDouble()) + " .. " + Numbers.text(high.orElse(low.getAsDouble()))
        : "";
  }

  private static String mean(ColumnFigures figures) {
    OptionalDouble mean =
        switch (figures) {
          case ColumnFigures.Whole whole -> whole.moments().mean();
          case ColumnFigures.Real real -> real.moments().mean();
          default -> OptionalDouble.empty();
        };
    return mean.isPresent() ? Numbers.text(mean.getAsDouble()) : "";
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
