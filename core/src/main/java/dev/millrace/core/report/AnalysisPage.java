package dev.millrace.core.report;

import dev.millrace.core.analysis.LabelLift;
import dev.millrace.core.analysis.Relations;
import dev.millrace.core.analysis.Relations.Pair;
import dev.millrace.core.analysis.TableSlices;
import dev.millrace.spi.profile.TableProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The page of a table's profile with what a person asked for beyond it. */
public final class AnalysisPage {
  private static final int MOST_ROWS = 100;
  private static final int MOST_MAPPED = 30;

  private AnalysisPage() {}

  /** The page as text, to be stored as UTF-8. */
  public static String write(
      String title,
      TableProfile profile,
      Optional<LabelLift> lift,
      List<TableSlices> slices,
      Optional<Relations> relations) {
    Html html = ProfilePage.begin(title);
    ProfilePage.section(html, profile);
    relations.ifPresent(some -> relations(html, some));
    lift.ifPresent(some -> lift(html, some));
    slices.forEach(some -> slices(html, some));
    return ProfilePage.end(html);
  }

  private static void relations(Html html, Relations relations) {
    html.heading(2, "Relations").paragraph(AnalysisRows.basis(relations) + ".");
    map(html, "Spearman's rank correlation of numbers", relations, Pair::spearman);
    map(html, "Cramer's V of values and of tenths of numbers", relations, Pair::cramersV);
    html.heading(3, "Strongest pairs")
        .table(AnalysisRows.PAIR_HEAD, AnalysisRows.pairs(relations, MOST_ROWS));
    if (!relations.label().isEmpty()) {
      html.heading(3, "Against the label")
          .table(AnalysisRows.LABEL_HEAD, AnalysisRows.label(relations, MOST_ROWS));
      html.heading(3, "Suspected to give the label away");
      if (relations.suspects().isEmpty()) {
        html.paragraph("none");
      } else {
        html.table(
            List.of("column", "why"),
            relations.suspects().stream().map(one -> List.of(one.column(), one.reason())).toList());
      }
    }
    html.heading(3, "Outliers").paragraph("Beyond 3.5 modified z-scores, over all rows.");
    html.table(AnalysisRows.OUTLIER_HEAD, AnalysisRows.outliers(relations));
    html.heading(3, "Rows that come again").paragraph(AnalysisRows.duplicates(relations) + ".");
  }

  private interface Measure {
    OptionalDouble of(Pair pair);
  }

  /** The columns of the strongest pairs, as a map. */
  private static void map(Html html, String title, Relations relations, Measure measure) {
    Set<String> chosen = new LinkedHashSet<>();
    relations.pairs().stream()
        .filter(pair -> measure.of(pair).isPresent())
        .sorted(Comparator.comparingDouble((Pair pair) -> -Math.abs(measure.of(pair).orElse(0))))
        .forEach(
            pair -> {
              if (chosen.size() < MOST_MAPPED - 1) {
                chosen.add(pair.one().value());
                chosen.add(pair.two().value());
              }
            });
    if (chosen.isEmpty()) {
      return;
    }
    List<String> names =
        relations.columns().stream().map(name -> name.value()).filter(chosen::contains).toList();
    List<Double> values =
        new ArrayList<>(Collections.nCopies(names.size() * names.size(), Double.NaN));
    for (int i = 0; i < names.size(); i++) {
      values.set(i * names.size() + i, 1.0);
    }
    for (Pair pair : relations.pairs()) {
      int one = names.indexOf(pair.one().value());
      int two = names.indexOf(pair.two().value());
      if (one >= 0 && two >= 0) {
        double value = measure.of(pair).orElse(Double.NaN);
        values.set(one * names.size() + two, value);
        values.set(two * names.size() + one, value);
      }
    }
    html.heading(3, title).map(names, values);
  }

  private static void lift(Html html, LabelLift lift) {
    html.heading(2, "Lift against " + lift.label());
    html.paragraph(
        String.format(
            Locale.ROOT,
            "Over %,d rows with a label. Lift is the share of a class among the rows of a value, by"
                + " its share among all; deviations are those of rows drawn at random.",
            lift.rows()));
    html.table(AnalysisRows.LIFT_HEAD, AnalysisRows.lift(lift, MOST_ROWS));
  }

  private static void slices(Html html, TableSlices slices) {
    html.heading(
        2, "By " + String.join(", ", slices.by().stream().map(name -> name.value()).toList()));
    if (slices.left() > 0) {
      html.paragraph(
          String.format(Locale.ROOT, "%,d rows are of smaller slices, not shown.", slices.left()));
    }
    html.table(AnalysisRows.sliceHead(slices), AnalysisRows.slices(slices, List.of()));
  }
}
