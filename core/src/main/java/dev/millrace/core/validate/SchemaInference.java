package dev.millrace.core.validate;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.core.validate.ColumnRule.Otherwise;
import dev.millrace.core.validate.TableSchema.NewColumns;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.profile.ColumnFigures;
import dev.millrace.spi.profile.ExactColumn;
import dev.millrace.spi.profile.TableProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Proposes a schema from data seen once. Constraints are loose on purpose: they hold for this data
 * with room to spare, and each says why it is there.
 */
public final class SchemaInference {
  private static final int LARGEST_DOMAIN = ExactColumn.MOST_TOP;
  private static final double SLACK = 0.10;

  private SchemaInference() {}

  /**
   * Infers rules for the columns of a table, from the exact figures of its profile.
   *
   * @param columns how the columns were read, with the reason of each type
   */
  public static TableSchema infer(
      TableProfile profile, List<LandingColumn> columns, List<InferredColumn> inferred) {
    Map<ColumnName, String> typeReasons = new HashMap<>();
    inferred.forEach(column -> typeReasons.put(column.field().name(), column.reason()));
    List<ColumnRule> rules = new ArrayList<>();
    for (LandingColumn column : columns) {
      ColumnName name = column.field().name();
      Map<String, String> reasons = new LinkedHashMap<>();
      String why = typeReasons.get(name);
      if (why != null) {
        reasons.put("type", why);
      }
      ExactColumn figures = profile.find(name).orElseThrow().exact();
      double present = present(figures, reasons);
      boolean positive = isNeverNegative(figures.figures());
      if (positive) {
        reasons.put("min", "never negative");
      }
      List<String> domain =
          column.field().type().equals(ColumnType.UTF8) ? domain(figures, reasons) : List.of();
      rules.add(
          new ColumnRule(
              column.field(),
              column.missingMarks(),
              column.temporal(),
              present,
              positive ? OptionalDouble.of(0) : OptionalDouble.empty(),
              OptionalDouble.empty(),
              domain,
              Otherwise.WARN,
              reasons));
    }
    return new TableSchema(rules, NewColumns.WARN, 0.01);
  }

  private static boolean isNeverNegative(ColumnFigures figures) {
    return switch (figures) {
      case ColumnFigures.Whole whole -> whole.min().isPresent() && whole.negatives() == 0;
      case ColumnFigures.Real real ->
          real.min().isPresent() && real.negatives() == 0 && real.negativeInfinity() == 0;
      default -> false;
    };
  }

  private static double present(ExactColumn column, Map<String, String> reasons) {
    if (column.present() == 0) {
      return 0;
    }
    double share = 1 - column.missingShare();
    if (column.missing() == 0) {
      reasons.put("present", "in every row");
      return 1;
    }
    double least = Math.max(0, Math.floor((share - SLACK) * 100) / 100);
    if (least > 0) {
      reasons.put(
          "present", String.format(Locale.ROOT, "in %.1f%% of the rows, less 10%%", share * 100));
    }
    return least;
  }

  private static List<String> domain(ExactColumn column, Map<String, String> reasons) {
    long values = column.distinct().values();
    boolean few = column.distinct().isCounted() && values > 0 && values <= LARGEST_DOMAIN;
    if (!few || values > 0.05 * column.present()) {
      return List.of();
    }
    reasons.put("domain", values + " values in " + column.present() + " rows");
    return column.top().stream().map(ValueCount::value).sorted().toList();
  }
}
