package dev.millrace.core.validate;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.core.validate.ColumnRule.Otherwise;
import dev.millrace.core.validate.TableSchema.NewColumns;
import dev.millrace.spi.collect.CategoryCounts;
import dev.millrace.spi.collect.CellTally;
import dev.millrace.spi.collect.ColumnSlots;
import dev.millrace.spi.collect.DoubleTally;
import dev.millrace.spi.collect.LongTally;
import dev.millrace.spi.collect.Together.States;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Proposes a schema from data seen once. Constraints are loose on purpose: they hold for this data
 * with room to spare, and each says why it is there.
 */
public final class SchemaInference {
  private static final int LARGEST_DOMAIN = 50;
  private static final double SLACK = 0.10;

  private final Engine engine;

  public SchemaInference(Engine engine) {
    this.engine = engine;
  }

  /**
   * Infers rules for the columns of a cut.
   *
   * @param columns how the columns were read, with the reason of each type
   */
  public TableSchema infer(
      DataCut cut, List<LandingColumn> columns, List<InferredColumn> inferred) {
    Map<ColumnName, String> typeReasons = new HashMap<>();
    inferred.forEach(column -> typeReasons.put(column.field().name(), column.reason()));
    TogetherBuilder together = new TogetherBuilder();
    ColumnSlots<CellTally.State> cells = new ColumnSlots<>();
    ColumnSlots<LongTally.State> longs = new ColumnSlots<>();
    ColumnSlots<DoubleTally.State> doubles = new ColumnSlots<>();
    ColumnSlots<CategoryCounts.State> texts = new ColumnSlots<>();
    for (Field field : cut.fields()) {
      ColumnName name = field.name();
      cells.add(name, together, new CellTally(name));
      if (field.type().equals(ColumnType.INT64)) {
        longs.add(name, together, new LongTally(name));
      } else if (field.type().isNumeric()) {
        doubles.add(name, together, new DoubleTally(name));
      } else if (field.type().equals(ColumnType.UTF8)) {
        texts.add(
            name, together, new CategoryCounts(name, 10_000, CategoryCounts.Beyond.KEEP_FREQUENT));
      }
    }
    States states = engine.collect(Scan.all(cut), together.build());
    List<ColumnRule> rules = new ArrayList<>();
    for (LandingColumn column : columns) {
      ColumnName name = column.field().name();
      Map<String, String> reasons = new LinkedHashMap<>();
      String why = typeReasons.get(name);
      if (why != null) {
        reasons.put("type", why);
      }
      CellTally.State cell = cells.at(name, states);
      double present = present(cell, reasons);
      boolean positive =
          longs
                  .find(name, states)
                  .filter(whole -> whole.min().isPresent() && whole.negatives() == 0)
                  .isPresent()
              || doubles
                  .find(name, states)
                  .filter(real -> real.min().isPresent() && real.negatives() == 0)
                  .filter(real -> real.negativeInfinity() == 0)
                  .isPresent();
      if (positive) {
        reasons.put("min", "never negative");
      }
      List<String> domain =
          texts.find(name, states).map(counts -> domain(counts, cell, reasons)).orElse(List.of());
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

  private static double present(CellTally.State cell, Map<String, String> reasons) {
    if (cell.rows() == 0 || cell.missing() == cell.rows()) {
      return 0;
    }
    double share = 1 - (double) cell.missing() / cell.rows();
    if (cell.missing() == 0) {
      reasons.put("present", "in every row");
      return 1;
    }
    double least = Math.max(0, Math.floor((share - SLACK) * 100) / 100);
    if (least > 0) {
      reasons.put(
          "present",
          String.format(java.util.Locale.ROOT, "in %.1f%% of the rows, less 10%%", share * 100));
    }
    return least;
  }

  private static List<String> domain(
      CategoryCounts.State counts, CellTally.State cell, Map<String, String> reasons) {
    long values = cell.rows() - cell.missing();
    boolean few = counts.isExact() && counts.size() > 0 && counts.size() <= LARGEST_DOMAIN;
    if (!few || counts.size() > 0.05 * values) {
      return List.of();
    }
    reasons.put("domain", counts.size() + " values in " + values + " rows");
    return counts.top(LARGEST_DOMAIN).stream().map(ValueCount::value).sorted().toList();
  }
}
