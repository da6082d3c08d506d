package dev.millrace.learners.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.table.RandomTable;
import dev.millrace.model.DecisionTrees;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.ModelBytes;
import dev.millrace.model.xgboost.XGBoostModelReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

/** Random models as anybody trains them: with the library's own objectives and base scores. */
final class XGBoostImportTest {
  /** What is trained: settings, and the classes of {@link RandomTable}. */
  private record Form(String settings, int classes) {
    boolean isCategorical() {
      return settings.contains("categorical");
    }
  }

  private static final List<Form> FORMS =
      List.of(
          new Form("objective=binary:logistic base_score=0.5", 2),
          new Form("objective=binary:logistic base_score=0.5 categorical=1", 2),
          new Form("objective=binary:logistic base_score=0.5 categorical=1 max_cat_to_onehot=1", 2),
          new Form(
              "objective=binary:logistic base_score=0.5 categorical=1 max_cat_to_onehot=100", 2),
          new Form("objective=binary:logitraw", 2),
          new Form("objective=binary:logistic base_score=0.5 num_parallel_tree=3 subsample=0.5", 2),
          new Form(
              "objective=binary:logistic base_score=0.5 grow_policy=lossguide max_leaves=9", 2),
          new Form("objective=multi:softprob num_class=3", 3),
          new Form("objective=multi:softmax num_class=4 categorical=1", 4),
          new Form("objective=reg:squarederror", 1),
          new Form("objective=reg:squarederror categorical=1 num_parallel_tree=2", 1),
          new Form("objective=reg:absoluteerror", 1),
          new Form("objective=reg:pseudohubererror", 1),
          new Form("objective=count:poisson base_score=1", 0),
          new Form("objective=reg:gamma base_score=1", 2),
          new Form("objective=reg:tweedie base_score=1 categorical=1", 0),
          new Form("objective=reg:squarederror monotone_constraints=(0,0,1,-1,0)", 1),
          new Form("booster=dart objective=reg:squarederror rate_drop=0.5", 1),
          new Form("booster=dart objective=reg:squarederror rate_drop=0.5 categorical=1", 1),
          new Form("booster=dart objective=binary:logistic rate_drop=0.4 base_score=0.5", 2),
          new Form("booster=dart objective=multi:softprob num_class=3 rate_drop=0.4", 3));

  @Test
  void marginsAreTheLibrarysBitForBit() throws XGBoostError {
    SplittableRandom random = new SplittableRandom(20_261_202);
    int onCategories = 0;
    for (Form form : FORMS) {
      for (int round = 0; round < 4; round++) {
        RandomTable table = new RandomTable(random, 300 + random.nextInt(400), 5, form.classes());
        if (form.settings().contains("gamma")) {
          for (int i = 0; i < table.labels.length; i++) {
            table.labels[i] += 0.25f;
          }
        }
        DMatrix data = matrix(table.seen(), form);
        data.setLabel(table.labels);
        Booster booster =
            XGBoost.train(
                data, settings(form, random), 1 + random.nextInt(12), new HashMap<>(), null, null);
        for (String format : List.of("ubj", "json")) {
          LearnedModel model = XGBoostModelReader.read(booster.toByteArray(format)).model();
          onCategories += model instanceof DecisionTrees ? 1 : 0;
          assertSame(form, booster, model, table.seen());
          assertSame(form, booster, model, table.hard(random));
          LearnedModel stored = ModelBytes.decode(ModelBytes.encode(model));
          assertSame(form, booster, stored, table.hard(random));
        }
        booster.dispose();
        data.dispose();
      }
    }
    assertThat(onCategories).isGreaterThan(40);
  }

  private static Map<String, Object> settings(Form form, SplittableRandom random) {
    Map<String, Object> settings = new HashMap<>();
    for (String setting : form.settings().split(" ", -1)) {
      String[] parts = setting.split("=", 2);
      if (!parts[0].equals("categorical")) {
        settings.put(parts[0], parts[1]);
      }
    }
    settings.put("max_depth", 1 + random.nextInt(7));
    settings.put("tree_method", "hist");
    settings.put("min_child_weight", 0.1);
    settings.put("nthread", 1);
    settings.put("verbosity", 0);
    settings.put("seed", random.nextInt(1000));
    return settings;
  }

  private static DMatrix matrix(FeatureMatrix rows, Form form) throws XGBoostError {
    DMatrix data = new DMatrix(rows.values(), rows.rows(), rows.width(), Float.NaN);
    if (form.isCategorical()) {
      String[] types = new String[rows.width()];
      Arrays.fill(types, "float");
      Arrays.fill(types, 0, RandomTable.CATEGORIES, "c");
      data.setFeatureTypes(types);
    }
    return data;
  }

  private static void assertSame(Form form, Booster booster, LearnedModel model, FeatureMatrix rows)
      throws XGBoostError {
    DMatrix data = matrix(rows, form);
    float[][] expected = booster.predict(data, true);
    data.dispose();
    double[] margins = new double[rows.rows() * model.outputs()];
    model.margins(rows, margins);
    for (int row = 0; row < rows.rows(); row++) {
      for (int i = 0; i < model.outputs(); i++) {
        double found = margins[row * model.outputs() + i];
        assertThat(found)
            .as(
                "%s, row %s",
                form,
                Arrays.toString(
                    Arrays.copyOfRange(
                        rows.values(), row * rows.width(), (row + 1) * rows.width())))
            .isEqualTo((double) expected[row][i]);
      }
    }
  }
}
