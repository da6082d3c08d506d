package dev.millrace.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Laws of histories on random rows with many ties, gaps and odd values. */
class HistoryLawsTest {
  private static final String STEPS =
      """
      by: k
      order: t
      columns:
        lag1: {lag: v}
        lag3: {lag: v, rows: 3}
        lagw: {lag: w, rows: 2}
        lagd: {lag: d}
        mean4: {mean: v, over: 4 rows}
        sum4: {sum: v, over: 4 rows}
        count4: {count: v, over: 4 rows}
        min4: {min: v, over: 4 rows}
        max4: {max: v, over: 4 rows}
        mean_t: {mean: w, over: 5s}
        sum_t: {sum: v, over: 5s}
        count_t: {count: v, over: 5s}
        min_t: {min: v, over: 3s}
        max_t: {max: w, over: 1s}
        all_sum: {sum: v, over: 7 rows, by: []}
        two_keys: {lag: w, rows: 1, by: [k, f]}
      """;

  private static final double[] ODD = {
    0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, 0.1
  };

  private static HistorySettings settings(String yaml) {
    Problems problems = new Problems();
    HistorySettings settings =
        HistorySettings.read(
            Section.at("history", YamlReader.read("p.yaml", yaml), problems), Optional.empty());
    problems.throwIfAny();
    return settings;
  }

  private static List<@Nullable Object> row(SplittableRandom random) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(random.nextInt(8) == 0 ? null : "k" + random.nextInt(3));
    row.add(random.nextInt(10) == 0 ? null : (Object) (long) random.nextInt(12));
    row.add(
        switch (random.nextInt(6)) {
          case 0 -> null;
          case 1 -> ODD[random.nextInt(ODD.length)];
          default -> random.nextDouble(-5, 5);
        });
    row.add(random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(-3, 50));
    row.add(random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(20_000));
    row.add(random.nextInt(9) == 0 ? (Object) Double.NaN : random.nextInt(2) * -0.0);
    return row;
  }

  private static Batch table(List<List<@Nullable Object>> rows) {
    return Tables.batch(
        Tables.fields("k utf8", "t int64", "v float64", "w int64", "d date", "f float64"), rows);
  }

  private static List<List<@Nullable Object>> rows(SplittableRandom random, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(random));
    }
    return rows;
  }

  private static RowBatch made(Batch table, HistorySettings settings) {
    ReferenceEngine engine = new ReferenceEngine();
    DataCut cut = engine.write(table.fields(), List.of(table)).cut();
    DataCut wide = new HistoryMaker(settings, engine).make(cut, List.of());
    return engine.sample(Scan.all(wide), new SampleSize(10_000_000, 0));
  }

  @Test
  void agreesWithTheNaiveTwin() {
    HistorySettings settings = settings(STEPS);
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 40; round++) {
      RowBatch wide = made(table(rows(random, random.nextInt(1, 90))), settings);
      NaiveHistory naive = new NaiveHistory(wide);
      for (TableStep step : settings.steps()) {
        for (int row = 0; row < wide.rows(); row++) {
          assertThat(Cells.at(wide.values().column(step.output()), row))
              .as("%s in row %d of round %d", step.output(), row, round)
              .isEqualTo(naive.value(step, row));
        }
      }
    }
  }

  @Test
  void manyRowsOfOneTimeAgreeToo() {
    HistorySettings settings = settings(STEPS);
    SplittableRandom random = new SplittableRandom(6);
    List<List<@Nullable Object>> rows = rows(random, 1500);
    rows.forEach(row -> row.set(1, (long) random.nextInt(2)));
    RowBatch wide = made(table(rows), settings);
    NaiveHistory naive = new NaiveHistory(wide);
    for (int row = 0; row < wide.rows(); row += 97) {
      for (TableStep step : settings.steps()) {
        assertThat(Cells.at(wide.values().column(step.output()), row))
            .isEqualTo(naive.value(step, row));
      }
    }
  }

  @Test
  void aLaterRowNeverChangesAnEarlierOne() {
    HistorySettings settings = settings(STEPS);
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 60; round++) {
      List<List<@Nullable Object>> rows = rows(random, 60);
      long now = random.nextInt(1, 12);
      List<List<@Nullable Object>> other = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        // The present is later, too: rows of one time do not see each other.
        if (row.get(1) instanceof Long time && time < now) {
          other.add(row);
        } else {
          List<@Nullable Object> changed = row(random);
          changed.set(1, now + random.nextInt(5));
          other.add(changed);
          if (random.nextInt(4) == 0) {
            other.add(changed);
          }
        }
      }
      assertThat(before(made(table(other), settings), now))
          .isEqualTo(before(made(table(rows), settings), now));
    }
  }

  /** What rows before a time hold, in their own order. */
  private static List<List<@Nullable Object>> before(RowBatch rows, long now) {
    List<List<@Nullable Object>> before = new ArrayList<>();
    for (List<@Nullable Object> row : Cells.rows(rows.values())) {
      if (row.get(1) instanceof Long time && time < now) {
        before.add(row);
      }
    }
    return before;
  }

  @Test
  void theOrderOfRowsInFilesDoesNotMatter() {
    HistorySettings settings = settings(STEPS);
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 30; round++) {
      Batch table = table(rows(random, 70));
      int[] shuffled = RandomTables.permutation(70, round);
      assertThat(counted(made(table.select(shuffled), settings)))
          .isEqualTo(counted(made(table, settings)));
    }
  }

  private static Map<List<@Nullable Object>, Integer> counted(RowBatch rows) {
    Map<List<@Nullable Object>, Integer> counted = new HashMap<>();
    Cells.rows(rows.values()).forEach(row -> counted.merge(row, 1, Integer::sum));
    return counted;
  }

  @Test
  void identitiesStayAsTheyWere() {
    Batch table = table(rows(new SplittableRandom(9), 40));
    RowBatch wide = made(table, settings(STEPS));
    RowBatch bare = made(table, HistorySettings.NONE);
    for (int row = 0; row < bare.rows(); row++) {
      assertThat(wide.ids().hashAt(row)).isEqualTo(bare.ids().hashAt(row));
      assertThat(wide.ids().ordinalAt(row)).isEqualTo(bare.ids().ordinalAt(row));
    }
    assertThat(wide.values().fields().find(new ColumnName("lag1"))).isPresent();
  }
}
