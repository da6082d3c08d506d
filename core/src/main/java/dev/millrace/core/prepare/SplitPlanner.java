package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.prepare.SplitRule.ByGroup;
import dev.millrace.core.prepare.SplitRule.ByHash;
import dev.millrace.core.prepare.SplitRule.ByTime;
import dev.millrace.core.prepare.SplitSettings.By;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.collect.ExactQuantiles;
import dev.millrace.spi.collect.Quantiles;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the settings of a split into a rule over the rows of a cut. */
final class SplitPlanner {
  private final SplitSettings settings;
  private final Optional<ColumnName> time;
  private final long seed;

  /**
   * @param time the source's event time column
   */
  SplitPlanner(SplitSettings settings, Optional<ColumnName> time, long seed) {
    this.settings = settings;
    this.time = time;
    this.seed = seed;
  }

  SplitRule plan(Engine engine, DataCut cut, List<RowFilter> accepted) {
    By by = settings.by().orElse(time.isPresent() ? By.TIME : By.HASH);
    return switch (by) {
      case TIME -> byTime(engine, cut, accepted);
      case HASH -> new ByHash(settings.train(), settings.validation(), seed);
      case GROUP -> byGroup(cut.fields());
    };
  }

  private SplitRule byGroup(Fields fields) {
    ColumnName group = settings.group().orElseThrow();
    requireColumn(fields, group, "split.group");
    return new ByGroup(group, settings.train(), settings.validation(), seed);
  }

  private SplitRule byTime(Engine engine, DataCut cut, List<RowFilter> accepted) {
    ColumnName column =
        time.orElseThrow(
            () ->
                Problem.of(ErrorCode.CONFIG_KEY_MISSING, "a split by time needs a time column")
                    .at("split.by")
                    .next("Name it under 'source.time.column', or split by hash.")
                    .asException());
    requireColumn(cut.fields(), column, "source.time.column");
    ColumnType type = cut.fields().at(cut.fields().require(column)).type();
    if (!type.isTemporal() && !type.equals(ColumnType.INT64)) {
      throw Problem.of(ErrorCode.COLUMN_TYPE_MISMATCH, "the time column does not hold times")
          .at("source.time.column " + column)
          .found(type.text())
          .allowed("date, instant, local-datetime, int64")
          .next("Say how it is written under 'source.time.unit'.")
          .asException();
    }
    double trainEnd = settings.train();
    double validationEnd = settings.train() + settings.validation();
    Quantiles quantiles =
        ExactQuantiles.find(
                engine,
                new Scan(cut, List.of(column), accepted),
                Map.of(column, List.of(trainEnd, Math.min(validationEnd, 1))))
            .get(column);
    if (quantiles == null || quantiles.count() == 0) {
      throw Problem.of(ErrorCode.SPLIT_EMPTY, "no row has a time to split by")
          .at("source.time.column " + column)
          .asException();
    }
    long gap = inUnit(settings.gap(), type);
    long train = (long) Math.ceil(quantiles.values().get(0));
    long validationStart = Math.addExact(train, gap);
    long validation = Math.max((long) Math.ceil(quantiles.values().get(1)), validationStart);
    return new ByTime(column, train, validationStart, validation, Math.addExact(validation, gap));
  }

  private static void requireColumn(Fields fields, ColumnName column, String key) {
    if (fields.find(column).isEmpty()) {
      throw Problem.of(ErrorCode.COLUMN_MISSING, "the data has no such column")
          .at(key)
          .found(column.value())
          .asException();
    }
  }

  private static long inUnit(Duration gap, ColumnType type) {
    if (type.equals(ColumnType.DATE)) {
      return whole(gap, Duration.ofDays(1), "a column of dates knows days only");
    }
    return type.equals(ColumnType.INT64)
        ? whole(gap, Duration.ofSeconds(1), "a column of whole numbers is taken as seconds")
        : gap.toNanos() / 1000;
  }

  private static long whole(Duration gap, Duration unit, String why) {
    long units = gap.dividedBy(unit);
    if (!unit.multipliedBy(units).equals(gap)) {
      throw Problem.of(ErrorCode.CONFIG_VALUE_INVALID, why)
          .at("split.gap")
          .found(ValueForms.duration().print().apply(gap))
          .allowed("whole multiples of " + ValueForms.duration().print().apply(unit))
          .next("Round the gap up, or split by a column with finer times.")
          .asException();
    }
    return units;
  }
}
