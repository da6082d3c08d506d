package dev.millrace.learners.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.table.DocumentedForm;
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
  private static final List<DocumentedForm> FORMS = DocumentedForm.below("XGBoost");

  @Test
  void marginsAreTheLibrarysBitForBit() throws XGBoostError {
    SplittableRandom random = new SplittableRandom(20_261_202);
    int onCategories = 0;
    assertThat(FORMS).filteredOn(DocumentedForm::isImported).hasSizeGreaterThan(25);
    for (DocumentedForm form : FORMS) {
      for (int round = 0; round < 2 && form.isImported(); round++) {
        RandomTable table = form.table(random, 300 + random.nextInt(400));
        DMatrix data = matrix(table.seen(), form);
        data.setLabel(table.labels);
        Booster booster = train(form, data, random);
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
    assertThat(onCategories).isGreaterThan(20);
  }

  @Test
  void whatIsNotSupportedIsRefusedByName() throws XGBoostError {
    SplittableRandom random = new SplittableRandom(4);
    int refused = 0;
    for (DocumentedForm form : FORMS) {
      if (form.isImported()) {
        continue;
      }
      RandomTable table = form.table(random, 300);
      DMatrix data = matrix(table.seen(), form);
      data.setLabel(table.labels);
      Booster booster = train(form, data, random);
      byte[] bytes = booster.toByteArray("ubj");
      booster.dispose();
      data.dispose();
      assertThatThrownBy(() -> XGBoostModelReader.read(bytes))
          .isInstanceOfSatisfying(
              MillraceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_UNSUPPORTED))
          .hasMessageContaining(form.named());
      refused++;
    }
    assertThat(refused).isEqualTo(3);
  }

  private static Booster train(DocumentedForm form, DMatrix data, SplittableRandom random)
      throws XGBoostError {
    return XGBoost.train(
        data, settings(form, random), 1 + random.nextInt(12), new HashMap<>(), null, null);
  }

  private static Map<String, Object> settings(DocumentedForm form, SplittableRandom random) {
    Map<String, Object> settings = new HashMap<>();
    for (String setting : form.settings().split(" ", -1)) {
      String[] parts = setting.split("=", 2);
      if (!parts[0].equals("categorical")) {
        settings.put(parts[0], parts[1]);
      }
    }
    settings.put("max_depth", 1 + random.nextInt(7));
    if (!"gblinear".equals(settings.get("booster"))) {
      settings.put("tree_method", "hist");
    }
    settings.put("min_child_weight", 0.1);
    settings.put("nthread", 1);
    settings.put("verbosity", 0);
    settings.put("seed", random.nextInt(1000));
    return settings;
  }

  private static DMatrix matrix(FeatureMatrix rows, DocumentedForm form) throws XGBoostError {
    DMatrix data = new DMatrix(rows.values(), rows.rows(), rows.width(), Float.NaN);
    if (form.settings().contains("categorical=1")) {
      String[] types = new String[rows.width()];
      Arrays.fill(types, "float");
      Arrays.fill(types, 0, RandomTable.CATEGORIES, "c");
      data.setFeatureTypes(types);
    }
    return data;
  }

  private static void assertSame(
      DocumentedForm form, Booster booster, LearnedModel model, FeatureMatrix rows)
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
