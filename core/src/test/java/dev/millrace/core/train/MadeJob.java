package dev.millrace.core.train;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.core.prepare.Label;
import dev.millrace.core.prepare.SplitRule;
import dev.millrace.feature.Emission;
import dev.millrace.feature.Encode;
import dev.millrace.feature.FeatureName;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Impute;
import dev.millrace.feature.Otherwise;
import dev.millrace.feature.Statistic;
import dev.millrace.json.Json;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.learn.Task;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import java.util.stream.IntStream;

/** A training of a few rows in time order: 60 to train on, 20 to validate, 20 to test. */
final class MadeJob {
  static final SplitRule RULE = new SplitRule.ByTime(new ColumnName("t"), 60, 60, 80, 80);

  private MadeJob() {}

  static Batch rows() {
    Tables table = Tables.columns("t int64", "x float64", "c utf8", "y utf8");
    for (int i = 0; i < 100; i++) {
      table.row(
          i, i % 7 == 0 ? null : i * 0.5, i % 3 == 0 ? "a" : "b", List.of("no", "yes").get(i % 2));
    }
    return table.batch();
  }

  static Label label(Task task) {
    return switch (task) {
      case BINARY -> new Label("y", "y", task, List.of("no", "yes"), "two");
      case MULTICLASS -> new Label("c", "c", task, List.of("a", "b", "c"), "three");
      case REGRESSION -> new Label("t", "t", task, List.of(), "a number");
    };
  }

  static TrainJob of(ReferenceEngine engine, Task task, String... learners) {
    DataCut cut = engine.write(rows().fields(), List.of(rows())).cut();
    return new TrainJob(
        cut,
        List.of("x = 1.5"),
        label(task),
        RULE,
        plan(),
        List.of(),
        IntStream.range(0, learners.length)
            .mapToObj(
                i -> new TrainJob.LearnerTask(learners[i], Json.members().put("factor", i).build()))
            .toList(),
        Long.MIN_VALUE,
        3,
        1L << 40,
        "/a home/with ünïcode \" and \\");
  }

  static FeaturePlan plan() {
    ColumnName x = new ColumnName("x");
    ColumnName c = new ColumnName("c");
    return new FeaturePlan(
        Tables.fields("x float64", "c utf8"),
        List.of(
            new Impute(x, new ColumnName("x.1"), Statistic.MEDIAN, 15),
            new Encode(
                c,
                new ColumnName("c.1"),
                Vocabulary.of(List.of("a", "b")),
                Otherwise.IGNORE,
                Otherwise.IGNORE)),
        List.of(
            new FeatureOutput(new FeatureName("x"), new ColumnName("x.1"), Emission.NUMBER),
            new FeatureOutput(new FeatureName("c"), new ColumnName("c.1"), Emission.ONE_HOT)));
  }
}
