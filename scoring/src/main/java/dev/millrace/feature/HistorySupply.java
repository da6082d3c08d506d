package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An input made from rows that came earlier: those of the same series, before the row's own time.
 *
 * @param statistic what is taken: {@code lag}, {@code mean}, {@code sum}, {@code count}, {@code
 *     min}, {@code max}
 * @param column whose values are taken
 * @param over how far back: {@code 24 rows}, or a duration such as {@code 7d}
 * @param by columns that name a series; none: all rows are one
 * @param order columns that tell earlier from later
 */
public record HistorySupply(
    String statistic, ColumnName column, String over, List<ColumnName> by, List<ColumnName> order)
    implements Supply {
  static final String KIND = "history";

  public HistorySupply {
    Objects.requireNonNull(column);
    by = List.copyOf(by);
    order = List.copyOf(order);
    if (!statistic.matches("[a-z][a-z0-9-]{0,30}")) {
      throw new IllegalArgumentException("not the name of a statistic: '" + statistic + "'");
    }
    if (!over.matches("[0-9]{1,12}( rows|ms|s|m|h|d)")) {
      throw new IllegalArgumentException("not a number of rows or a duration: '" + over + "'");
    }
    if (order.isEmpty()) {
      throw new IllegalArgumentException("a history needs an order");
    }
  }

  @Override
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s of %s, %s back%s, in the order of %s",
        statistic,
        column,
        over.equals("1 rows") ? "1 row" : over,
        by.isEmpty() ? "" : " among rows of the same " + names(by),
        names(order));
  }

  private static String names(List<ColumnName> columns) {
    return columns.stream().map(ColumnName::value).collect(Collectors.joining(", "));
  }

  @Override
  public Json.Members toJson() {
    return Json.members()
        .put("kind", KIND)
        .put("statistic", statistic)
        .put("column", column.value())
        .put("over", over)
        .put("by", Json.texts(by.stream().map(ColumnName::value).toList()))
        .put("order", Json.texts(order.stream().map(ColumnName::value).toList()))
        .build();
  }

  static HistorySupply read(JsonObject in) {
    in.only("kind", "statistic", "column", "over", "by", "order");
    return new HistorySupply(
        in.text("statistic"),
        Setting.column(in, "column"),
        in.text("over"),
        in.texts("by").stream().map(ColumnName::new).toList(),
        in.texts("order").stream().map(ColumnName::new).toList());
  }
}
