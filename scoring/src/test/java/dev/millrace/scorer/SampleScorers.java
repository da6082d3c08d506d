package dev.millrace.scorer;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.feature.CalendarPart;
import dev.millrace.feature.DatePart;
import dev.millrace.feature.Emission;
import dev.millrace.feature.Encode;
import dev.millrace.feature.FeatureName;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Impute;
import dev.millrace.feature.Log1p;
import dev.millrace.feature.Otherwise;
import dev.millrace.feature.Standardize;
import dev.millrace.feature.Statistic;
import dev.millrace.model.ConstantModel;
import dev.millrace.model.LinearModel;
import dev.millrace.model.OutputMapping;
import dev.millrace.model.TreeEnsembleBuilder;
import dev.millrace.model.TreeNodes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small scorers of every kind, the same each time, and rows for them. */
final class SampleScorers {
  static final Fields FIELDS =
      Fields.of(
          Field.of("fare", ColumnType.FLOAT64),
          Field.of("company", ColumnType.UTF8),
          Field.of("started", ColumnType.INSTANT));

  private SampleScorers() {}

  /** fare as logarithm, standardized; two companies and the rest; the hour. */
  static FeaturePlan plan() {
    return new FeaturePlan(
        FIELDS,
        List.of(
            new Impute(name("fare"), name("fare.1"), Statistic.MEDIAN, 9.25),
            new Log1p(name("fare.1"), name("fare.2")),
            new Standardize(name("fare.2"), name("fare.3"), 2.5, 0.75),
            new Encode(
                name("company"),
                name("company.1"),
                Vocabulary.of(List.of("Taxi Co", "Zürich Cab 🚕")),
                Otherwise.BUCKET,
                Otherwise.IGNORE),
            new DatePart(name("started"), name("hour"), CalendarPart.HOUR)),
        List.of(
            new FeatureOutput(new FeatureName("fare"), name("fare.3"), Emission.NUMBER),
            new FeatureOutput(new FeatureName("company"), name("company.1"), Emission.ONE_HOT),
            new FeatureOutput(new FeatureName("hour"), name("hour"), Emission.NUMBER)));
  }

  static Scorer binaryTrees() {
    TreeEnsembleBuilder trees = new TreeEnsembleBuilder(5, -0.25f);
    for (int t = 0; t < 11; t++) {
      trees.add(tree(t % 5, 0.1f * t - 0.3f, (t + 2) % 5, 0.07f * t), 0);
    }
    return new Scorer(plan(), trees.build(), OutputMapping.binary("no tip", "tip"));
  }

  static Scorer classTrees() {
    TreeEnsembleBuilder trees = new TreeEnsembleBuilder(5, 0.5f, 0.25f, 0f);
    for (int t = 0; t < 9; t++) {
      trees.add(tree(t % 5, 0.2f * t - 0.5f, (t + 3) % 5, 0.05f * t), t % 3);
    }
    return new Scorer(plan(), trees.build(), OutputMapping.classes(List.of("a", "ß", "")));
  }

  static Scorer linearCounts() {
    LinearModel model =
        LinearModel.of(5, new double[] {0.1}, new double[] {0.5, -0.25, 1e-3, -0.0, 0.04});
    return new Scorer(plan(), model, OutputMapping.counts());
  }

  static Scorer constant() {
    return new Scorer(plan(), ConstantModel.of(5, 41.5), OutputMapping.regression());
  }

  static List<Scorer> all() {
    return List.of(binaryTrees(), classTrees(), linearCounts(), constant());
  }

  /** Two splits and three leaves. */
  private static TreeNodes tree(int first, float threshold, int second, float leaf) {
    return TreeNodes.of(
        new int[] {1, -1, 3, -1, -1},
        new int[] {2, 0, 4, 0, 0},
        new int[] {first, 0, second, 0, 0},
        new float[] {threshold, leaf, 13.5f, leaf / 3, -leaf},
        new boolean[] {true, false, false, false, false},
        5);
  }

  static Batch rows() {
    return new RowReader(FIELDS)
        .read(
            """
            [{"fare": 12.85, "company": "Taxi Co", "started": "2013-06-08T17:45:00Z"},
             {"fare": null, "company": "Zürich Cab 🚕", "started": "1969-12-31T23:59:59.999999Z"},
             {"fare": -0.0, "company": null, "started": null},
             {"fare": 1e300, "company": "", "started": "2026-02-28T08:00:00+02:00"},
             {"fare": -7, "company": "unseen", "started": "2000-01-01T00:00:00Z"},
             {"fare": 3, "company": "taxi co", "started": "2024-02-29T13:30:00Z"}]
            """
                .getBytes(StandardCharsets.UTF_8));
  }

  private static ColumnName name(String name) {
    return new ColumnName(name);
  }
}
