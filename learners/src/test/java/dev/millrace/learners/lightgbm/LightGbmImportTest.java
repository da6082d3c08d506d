package dev.millrace.learners.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.table.RandomTable;
import dev.millrace.model.DecisionTrees;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.ModelBytes;
import dev.millrace.model.lightgbm.LightGbmModel;
import dev.millrace.model.lightgbm.LightGbmModelReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LightGbmImportTest {
  private static final String ALWAYS =
      " verbosity=-1 num_threads=1 deterministic=true force_row_wise=true min_data_in_leaf=3"
          + " min_data_per_group=2 cat_smooth=1 max_cat_threshold=64 seed=";

  /** What is trained: settings, and the classes of {@link RandomTable}. */
  private record Form(String settings, int classes) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("objective=binary", 2),
          new Form("objective=binary categorical_feature=0,1", 2),
          new Form("objective=binary categorical_feature=0,1 max_cat_to_onehot=100", 2),
          new Form("objective=binary zero_as_missing=true categorical_feature=0", 2),
          new Form("objective=binary use_missing=false", 2),
          new Form("objective=binary boosting=dart drop_rate=0.5", 2),
          new Form(
              "objective=binary boosting=rf bagging_freq=1 bagging_fraction=0.6"
                  + " feature_fraction=0.7 categorical_feature=0,1",
              2),
          new Form("objective=binary boosting=goss", 2),
          new Form("objective=binary extra_trees=true", 2),
          new Form("objective=cross_entropy", 2),
          new Form("objective=multiclass num_class=3 categorical_feature=0,1", 3),
          new Form("objective=multiclass num_class=4 zero_as_missing=true", 4),
          new Form("objective=regression", 1),
          new Form("objective=regression boost_from_average=false", 1),
          new Form("objective=regression monotone_constraints=0,0,1,-1,0", 1),
          new Form("objective=regression_l1", 1),
          new Form("objective=huber", 1),
          new Form("objective=fair", 1),
          new Form("objective=quantile alpha=0.7", 1),
          new Form("objective=mape", 0),
          new Form("objective=poisson", 0),
          new Form("objective=gamma categorical_feature=1", 0),
          new Form("objective=tweedie tweedie_variance_power=1.3", 0));

  @Test
  void marginsAreTheLibrarysBitForBit() {
    SplittableRandom random = new SplittableRandom(20_261_201);
    for (Form form : FORMS) {
      for (int round = 0; round < 3; round++) {
        RandomTable table = new RandomTable(random, 400 + random.nextInt(400), 5, form.classes());
        int trees = 1 + random.nextInt(12);
        int leaves = 2 + random.nextInt(40);
        String settings = form.settings() + " num_leaves=" + leaves + ALWAYS + random.nextInt(1000);
        try (NativeRows data = NativeRows.training(table.seen(), table.labels, settings);
            NativeBooster booster =
                NativeBooster.open(data, settings, form.classes() < 3 ? 1 : form.classes())) {
          for (int i = 0; i < trees; i++) {
            booster.grow();
          }
          LightGbmModel model =
              LightGbmModelReader.read(booster.save(0).getBytes(StandardCharsets.UTF_8));
          assertSame(form.settings(), booster, model.trees(), table.seen());
          assertSame(form.settings(), booster, model.trees(), table.hard(random));
        }
      }
    }
  }

  private static void assertSame(
      String form, NativeBooster booster, DecisionTrees model, FeatureMatrix rows) {
    double[] expected = booster.margins(rows, 0);
    for (int i = 0; i < expected.length; i++) {
      expected[i] /= model.averaged();
    }
    assertBits(form, margins(model, rows), expected, rows, model.outputs());
    LearnedModel stored = ModelBytes.decode(ModelBytes.encode(model));
    assertBits(form, margins(stored, rows), expected, rows, model.outputs());
  }

  private static void assertBits(
      String form, double[] actual, double[] expected, FeatureMatrix rows, int outputs) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      int row = i / outputs;
      assertThat(Double.doubleToRawLongBits(actual[i]))
          .as(
              "%s: %s instead of %s for %s",
              form,
              actual[i],
              expected[i],
              Arrays.toString(
                  Arrays.copyOfRange(rows.values(), row * rows.width(), (row + 1) * rows.width())))
          .isEqualTo(Double.doubleToRawLongBits(expected[i]));
    }
  }

  private static double[] margins(LearnedModel model, FeatureMatrix rows) {
    double[] margins = new double[rows.rows() * model.outputs()];
    model.margins(rows, margins);
    return margins;
  }

  @Test
  void whatIsNotSupportedIsRefusedByName() {
    refused("objective=binary sigmoid=2", 2, "sigmoid:2");
    refused("objective=multiclassova num_class=3", 3, "multiclassova");
    refused("objective=cross_entropy_lambda", 2, "cross_entropy_lambda");
    refused("objective=regression reg_sqrt=true", 1, "sqrt");
    refused("objective=regression linear_tree=true", 1, "linear_tree");
    refused("objective=none", 1, "trained with a loss of its own");
  }

  private static void refused(String settings, int classes, String named) {
    RandomTable table = new RandomTable(new SplittableRandom(3), 300, 4, classes);
    String all = settings + ALWAYS + "1";
    try (NativeRows data = NativeRows.training(table.seen(), table.labels, all);
        NativeBooster booster = NativeBooster.open(data, all, 1)) {
      if (!settings.contains("none")) {
        booster.grow();
      }
      byte[] bytes = booster.save(0).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> LightGbmModelReader.read(bytes))
          .as(settings)
          .isInstanceOfSatisfying(
              MillraceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_UNSUPPORTED))
          .hasMessageContaining(named);
    }
  }
}
