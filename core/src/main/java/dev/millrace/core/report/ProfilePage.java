package dev.millrace.core.report;

import dev.millrace.core.chart.SvgChart;
import dev.millrace.spi.profile.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page of a table's profile: a row and a picture for each column. */
public final class ProfilePage {
  /** Last cells of a row that are words rather than figures: a table of their own. */
  private static final int VALUES = 2;

  private ProfilePage() {}

  /** The page as text, to be stored as UTF-8. */
  public static String write(String title, TableProfile profile) {
    Html html = begin(title);
    section(html, profile);
    return end(html);
  }

  static Html begin(String title) {
    Html html = new Html();
    html.markup(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\">"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            + "style-src 'unsafe-inline'\">");
    html.element("title", title);
    html.markup("<style>" + Style.SHEET + "</style></head><body>");
    return html.heading(1, title);
  }

  static String end(Html html) {
    return html.markup("<footer>Made by Millrace. Aggregates only.</footer></body></html>")
        .toString();
  }

  /** The column's name and what is told of its values. */
  private static List<String> values(List<String> row, int figures) {
    List<String> cells = new ArrayList<>(row.subList(figures, row.size()));
    cells.add(0, row.get(0));
    return cells;
  }

  static void section(Html html, TableProfile profile) {
    html.paragraph(
        String.format(
            Locale.ROOT, "%,d rows, %d columns", profile.rows(), profile.columns().size()));
    if (profile.columns().stream().anyMatch(column -> column.field().type().isTemporal())) {
      html.paragraph(ProfileRows.OWN_TIMES);
    }
    List<List<String>> rows = profile.columns().stream().map(ProfileRows::row).toList();
    int figures = ProfileRows.HEAD.size() - VALUES;
    html.table(
        ProfileRows.HEAD.subList(0, figures),
        rows.stream().map(row -> row.subList(0, figures)).toList());
    html.table(
        values(ProfileRows.HEAD, figures),
        rows.stream()
            .map(row -> values(row, figures))
            .filter(row -> row.stream().skip(1).anyMatch(cell -> !cell.isEmpty()))
            .toList());
    html.open("div", "charts");
    profile
        .columns()
        .forEach(
            column ->
                ProfileCharts.of(column, Optional.empty())
                    .ifPresent(chart -> html.markup(SvgChart.draw(chart))));
    html.close("div");
  }
}
