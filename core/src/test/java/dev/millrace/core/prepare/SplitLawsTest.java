package dev.millrace.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.core.prepare.SplitSettings.By;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.time.NamedTime;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.Tables;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SplitLawsTest {
  private static final SampleSize EVERY = new SampleSize(100_000, 0);
  private static final ColumnName TIME = new ColumnName("t");
  private static final int ROWS = 4000;

  private final ReferenceEngine engine = new ReferenceEngine();

  @Test
  void aGapThatTheTimesCannotTellIsRefused() {
    DataCut days = dates();
    assertThatThrownBy(() -> timeSplit(days, Duration.ofHours(6)))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("split.gap")
        .hasMessageContaining("6h")
        .hasMessageContaining("1d");
    assertThatThrownBy(() -> timeSplit(days, Duration.ofHours(36)))
        .isInstanceOf(MillraceException.class);
    SplitRule.ByTime rule = (SplitRule.ByTime) timeSplit(days, Duration.ofDays(2));
    assertThat(rule.validationStart()).isEqualTo(rule.trainEnd() + 2);
  }

  private DataCut dates() {
    Tables table = Tables.columns("t date");
    for (int day = 0; day < 40; day++) {
      table.row(day);
    }
    Batch rows = table.batch();
    return engine.write(rows.fields(), List.of(rows)).cut();
  }

  private SplitRule timeSplit(DataCut cut, Duration gap) {
    SplitSettings settings =
        new SplitSettings(Optional.of(By.TIME), Optional.empty(), 0.5, 0.2, 0.3, gap);
    return new SplitPlanner(settings, Optional.of(TIME), 1).plan(engine, cut, List.of());
  }

  @Test
  void everyRowIsOnOneSideAndTheScansOfTheSidesAgree() {
    DataCut cut = table(1, ROWS);
    List<ColumnName> names = cut.fields().asList().stream().map(Field::name).toList();
    for (By by : By.values()) {
      SplitRule rule = plan(cut, by, 1, Duration.ofSeconds(50));
      Split split = new Split(cut, rule, List.of());
      Map<Object, Side> sides = sides(cut, rule);
      assertThat(sides).hasSize(ROWS);
      Set<Object> seen = new HashSet<>();
      for (Side side : Side.values()) {
        RowBatch rows = engine.sample(split.scan(side, names), EVERY);
        for (int row = 0; row < rows.rows(); row++) {
          Object id = id(rows, row);
          assertThat(sides.get(id)).isEqualTo(side);
          assertThat(seen.add(id)).isTrue();
        }
      }
      assertThat(seen).hasSize(ROWS);
    }
  }

  @Test
  void aSplitSaysWhichTimeItUses() {
    DataCut cut = table(1, 100);
    assertThat(plan(cut, By.TIME, 1, Duration.ZERO).time()).contains(NamedTime.EVENT);
    assertThat(plan(cut, By.TIME, 1, Duration.ZERO).text()).isEqualTo("by event time (t)");
    assertThat(plan(cut, By.HASH, 1, Duration.ZERO).time()).isEmpty();
    assertThat(plan(cut, By.GROUP, 1, Duration.ZERO).time()).isEmpty();
  }

  @Test
  void sharesAreKept() {
    DataCut cut = table(2, ROWS);
    for (By by : List.of(By.HASH, By.TIME)) {
      Map<Object, Side> sides = sides(cut, plan(cut, by, 1, Duration.ZERO));
      double timed = sides.values().stream().filter(side -> side != Side.GAP).count();
      assertThat(count(sides, Side.TRAIN) / timed).isEqualTo(0.6, within(0.03));
      assertThat(count(sides, Side.VALIDATION) / timed).isEqualTo(0.2, within(0.03));
      assertThat(count(sides, Side.TEST) / timed).isEqualTo(0.2, within(0.03));
    }
  }

  @Test
  void moreRowsMoveNoRow() {
    Map<Object, Side> few = sides(table(3, 500), plan(table(3, 500), By.HASH, 1, Duration.ZERO));
    DataCut more = table(3, ROWS);
    assertThat(sides(more, plan(more, By.HASH, 1, Duration.ZERO))).containsAllEntriesOf(few);
  }

  @Test
  void theSeedAloneChooses() {
    DataCut cut = table(4, ROWS);
    for (By by : List.of(By.HASH, By.GROUP)) {
      SplitRule first = plan(cut, by, 1, Duration.ZERO);
      assertThat(plan(cut, by, 1, Duration.ZERO)).isEqualTo(first);
      assertThat(sides(cut, plan(cut, by, 2, Duration.ZERO))).isNotEqualTo(sides(cut, first));
    }
  }

  @Test
  void aGroupIsNeverParted() {
    DataCut cut = table(5, ROWS);
    SplitRule rule = plan(cut, By.GROUP, 1, Duration.ZERO);
    RowBatch rows = engine.sample(Scan.all(cut), EVERY);
    Side[] sides = rule.sides(rows);
    Map<Object, Side> known = new HashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      Object group = Optional.ofNullable(Cells.at(rows.values().column(new ColumnName("g")), row));
      Side before = known.putIfAbsent(group, sides[row]);
      assertThat(before == null || before == sides[row]).as("group %s", group).isTrue();
    }
    assertThat(known.values()).contains(Side.TRAIN, Side.VALIDATION, Side.TEST);
  }

  @Test
  void timeRunsFromTrainingToTestWithTheGapBetween() {
    SplittableRandom random = new SplittableRandom(6);
    for (int trial = 0; trial < 20; trial++) {
      DataCut cut = table(trial, 500);
      long gap = random.nextLong(0, 400);
      SplitRule rule = plan(cut, By.TIME, 1, Duration.ofSeconds(gap));
      RowBatch rows = engine.sample(Scan.all(cut), EVERY);
      Side[] sides = rule.sides(rows);
      Map<Side, long[]> spans = new LinkedHashMap<>();
      for (int row = 0; row < sides.length; row++) {
        Object time = Cells.at(rows.values().column(TIME), row);
        if (time == null) {
          assertThat(sides[row]).isEqualTo(Side.GAP);
          continue;
        }
        long[] span =
            spans.computeIfAbsent(sides[row], side -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
        span[0] = Math.min(span[0], (Long) time);
        span[1] = Math.max(span[1], (Long) time);
      }
      long[] none = {};
      long trained = spans.getOrDefault(Side.TRAIN, none)[1];
      long tested = spans.getOrDefault(Side.TEST, none)[0];
      assertThat(tested - trained).isGreaterThan(gap);
      long[] validated = spans.get(Side.VALIDATION);
      if (validated != null) {
        assertThat(validated[0] - trained).isGreaterThan(gap);
        assertThat(tested - validated[1]).isGreaterThan(gap);
      }
      if (gap == 0) {
        assertThat(spans).doesNotContainKey(Side.GAP);
      }
    }
  }

  @Test
  void aSplitWithoutItsColumnIsRefused() {
    DataCut cut = engine.write(Tables.fields("id int64"), List.of()).cut();
    for (By by : List.of(By.TIME, By.GROUP)) {
      assertThatThrownBy(() -> plan(cut, by, 1, Duration.ZERO))
          .isInstanceOf(MillraceException.class);
    }
  }

  private SplitRule plan(DataCut cut, By by, long seed, Duration gap) {
    Optional<ColumnName> group =
        by == By.GROUP ? Optional.of(new ColumnName("g")) : Optional.empty();
    SplitSettings settings = new SplitSettings(Optional.of(by), group, 0.6, 0.2, 0.2, gap);
    return new SplitPlanner(settings, Optional.of(TIME), seed).plan(engine, cut, List.of());
  }

  private Map<Object, Side> sides(DataCut cut, SplitRule rule) {
    RowBatch rows = engine.sample(Scan.all(cut), EVERY);
    Side[] sides = rule.sides(rows);
    Map<Object, Side> byId = new HashMap<>();
    for (int row = 0; row < sides.length; row++) {
      byId.put(id(rows, row), sides[row]);
    }
    return byId;
  }

  private static Object id(RowBatch rows, int row) {
    return Optional.ofNullable(Cells.at(rows.values().column(new ColumnName("id")), row));
  }

  private static double count(Map<Object, Side> sides, Side wanted) {
    return sides.values().stream().filter(side -> side == wanted).count();
  }

  /** Rows with an id, one of 60 groups or none, and a time or none; fewer rows are a prefix. */
  private DataCut table(long seed, int rows) {
    SplittableRandom random = new SplittableRandom(seed);
    Tables table = Tables.columns("id int64", "g utf8", "t int64");
    for (int row = 0; row < rows; row++) {
      @Nullable String group = random.nextInt(10) == 0 ? null : "g" + random.nextInt(60);
      @Nullable Long time = random.nextInt(20) == 0 ? null : random.nextLong(-10_000, 10_000);
      table.row(row, group, time);
    }
    return engine.write(table.batch().fields(), List.of(table.batch())).cut();
  }
}
