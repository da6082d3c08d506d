package dev.millrace.core.report;

import dev.millrace.core.chart.SvgChart;
import dev.millrace.spi.profile.TableProfile;
import java.util.Locale;
import java.util.Optional;

/** The page of a table's profile: a row and a picture for each column. */
public final class ProfilePage {
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

  static void section(Html html, TableProfile profile) {
    html.paragraph(
        String.format(
            Locale.ROOT, "%,d rows, %d columns", profile.rows(), profile.columns().size()));
    if (profile.columns().stream().anyMatch(column -> column.field().type().isTemporal())) {
      html.paragraph(ProfileRows.OWN_TIMES);
    }
    html.table(ProfileRows.HEAD, profile.columns().stream().map(ProfileRows::row).toList());
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
