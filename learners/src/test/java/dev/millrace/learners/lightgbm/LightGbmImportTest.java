package dev.millrace.learners.lightgbm;

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

  private static final List<DocumentedForm> FORMS = DocumentedForm.below("LightGBM");

  @Test
  void marginsAreTheLibrarysBitForBit() {
    SplittableRandom random = new SplittableRandom(20_261_201);
    assertThat(FORMS).filteredOn(DocumentedForm::isImported).hasSizeGreaterThan(20);
    for (DocumentedForm form : FORMS) {
      for (int round = 0; round < 3 && form.isImported(); round++) {
        RandomTable table = form.table(random, 400 + random.nextInt(400));
        int trees = 1 + random.nextInt(12);
        int leaves = 2 + random.nextInt(40);
        String settings = form.settings() + " num_leaves=" + leaves + ALWAYS + random.nextInt(1000);
        try (NativeRows data = NativeRows.training(table.seen(), table.labels, settings);
            NativeBooster booster = NativeBooster.open(data, settings, form.outputs())) {
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
    assertThat(FORMS).filteredOn(form -> !form.isImported()).isNotEmpty().allSatisfy(this::refuse);
  }

  private void refuse(DocumentedForm form) {
    String settings = form.settings();
    RandomTable table = form.table(new SplittableRandom(3), 300);
    String all = settings + ALWAYS + "1";
    try (NativeRows data = NativeRows.training(table.seen(), table.labels, all);
        NativeBooster booster = NativeBooster.open(data, all, form.outputs())) {
      if (!settings.contains("none")) {
        booster.grow();
      }
      byte[] bytes = booster.save(0).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> LightGbmModelReader.read(bytes))
          .as(settings)
          .isInstanceOfSatisfying(
              MillraceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_UNSUPPORTED))
          .hasMessageContaining(form.named());
    }
  }
}
