package dev.millrace.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.DecisionTrees;
import dev.millrace.model.Link;
import dev.millrace.model.ModelBytes;
import dev.millrace.model.OutputMapping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class XGBoostModelReaderTest {

  @Test
  void marginsAreTheLibrarysBitForBit() {
    FeatureMatrix rows = GoldenModels.rows();
    for (String name : GoldenModels.NAMES) {
      XGBoostModel model = GoldenModels.model(name);
      double[] margins = new double[rows.rows() * model.trees().outputs()];
      model.trees().margins(rows, margins);
      float[] expected = GoldenModels.floats(name + ".margins.txt");
      assertThat(margins).as(name).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat((float) margins[i]).as("%s %d", name, i).isEqualTo(expected[i]);
        assertThat(margins[i]).isEqualTo((float) margins[i]);
      }
    }
  }

  @Test
  void scoresAreTheLibrarysValuesWithinAFloatsPrecision() {
    assertValues("logistic", OutputMapping.binary("0", "1"));
    assertValues("poisson", OutputMapping.counts());
    assertValues("softprob", OutputMapping.classes(List.of("a", "b", "c")));
    assertValues("squared", OutputMapping.regression());
    assertValues("rank", OutputMapping.regression());
  }

  private static void assertValues(String name, OutputMapping mapping) {
    XGBoostModel model = GoldenModels.model(name);
    assertThat(model.link()).isEqualTo(mapping.link());
    FeatureMatrix rows = GoldenModels.rows();
    double[] margins = new double[rows.rows() * mapping.outputs()];
    model.trees().margins(rows, margins);
    double[] scores = mapping.scores(margins, rows.rows());
    float[] expected = GoldenModels.floats(name + ".values.txt");
    for (int i = 0; i < expected.length; i++) {
      assertThat(scores[i]).isCloseTo(expected[i], within(1e-6 * Math.abs(expected[i])));
    }
  }

  @Test
  void jsonAndUbjsonHoldTheSameModel() {
    for (String name : List.of("logistic-base", "softmax-base", "pruned")) {
      XGBoostModel json = XGBoostModelReader.read(GoldenModels.bytes(name + ".json"));
      XGBoostModel ubjson = GoldenModels.model(name);
      assertThat(ModelBytes.encode(json.trees())).isEqualTo(ModelBytes.encode(ubjson.trees()));
      assertThat(json.objective()).isEqualTo(ubjson.objective());
      assertThat(json.link()).isEqualTo(ubjson.link());
    }
  }

  @Test
  void whatTheFileSaysOfItselfIsKept() {
    XGBoostModel forest = GoldenModels.model("forest");
    assertThat(forest.objective()).isEqualTo("multi:softprob");
    assertThat(forest.link()).isEqualTo(Link.SOFTMAX);
    assertThat(forest.treesPerRound()).isEqualTo(6);
    assertThat(forest.trees().size()).isEqualTo(12);
    assertThat(forest.firstRounds(1).size()).isEqualTo(6);
    assertThat(forest.firstRounds(9).size()).isEqualTo(12);
    assertThat(forest.featureNames()).isEmpty();
    assertThat(forest.bestRound()).isEmpty();
    assertThat(GoldenModels.model("logitraw").link()).isEqualTo(Link.LOGISTIC);
    assertThat(GoldenModels.model("deep").trees().width()).isEqualTo(8);
  }

  @Test
  void whatIsNotSupportedIsRefusedByName() {
    refused("refused-gblinear.ubj", "booster of the model is not supported; found gblinear");
    refused("refused-cox.ubj", "objective of the model is not supported; found survival:cox");
    refused("refused-hinge.ubj", "objective of the model is not supported; found binary:hinge");
    refused("refused-vector-leaf.ubj", "leaves of the model hold vectors");
  }

  @Test
  void dropoutAndCategoriesAreRead() {
    assertThat(GoldenModels.model("dart").trees().size()).isPositive();
    XGBoostModel categorical = GoldenModels.model("categorical");
    assertThat(categorical.model()).isInstanceOf(DecisionTrees.class);
    assertThatThrownBy(categorical::trees)
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("splits on categories");
  }

  private static void refused(String file, String message) {
    byte[] bytes = GoldenModels.bytes(file);
    assertThatThrownBy(() -> XGBoostModelReader.read(bytes))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_UNSUPPORTED))
        .hasMessageContaining(message);
  }

  @Test
  void baseScoresAreReadAsListNumberOrText() {
    for (String score : List.of("\"[3E-1]\"", "\"0.3\"", "\"3E-1\"", "0.3", "[0.3]")) {
      XGBoostModel model = XGBoostModelReader.read(stump(score, "1,1,3", "0.5", "7"));
      assertThat(model.trees().base(0)).isEqualTo((float) -StrictMath.log(1 / 0.3f - 1));
      assertThat(model.trees().tree(0).size()).isEqualTo(3);
      assertThat(model.bestRound()).hasValue(4);
      assertThat(model.featureNames()).containsExactly("a", "b");
    }
  }

  @Test
  void impossibleNumbersAreRefused() {
    corrupt(stump("\"1.5\"", "1,1,3", "0.5", "7"), "base score");
    corrupt(stump("\"NaN\"", "1,1,3", "0.5", "7"), "base score");
    corrupt(stump("\"[0.3,0.3]\"", "1,1,3", "0.5", "7"), "2 base scores");
    corrupt(stump("\"[]\"", "1,1,3", "0.5", "7"), "base_score is no number");
    corrupt(stump("\"0.3\"", "1,1,3", "NaN", "7"), "threshold");
    corrupt(stump("\"0.3\"", "1,1,3", "0.5", "Infinity"), "not finite");
    corrupt(stump("\"0.3\"", "1,1,3", "0.5", "1e40"), "not finite");
    corrupt(stump("\"0.3\"", "4,0,0", "0.5", "7"), "version");
  }

  private static void corrupt(byte[] bytes, String message) {
    assertThatThrownBy(() -> XGBoostModelReader.read(bytes))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining(message);
  }

  private static byte[] stump(String baseScore, String version, String threshold, String leaf) {
    return """
    { "version": [%s], "learner": {
      "attributes": {"best_iteration": "4"}, "feature_names": ["a", "b"],
      "objective": {"name": "binary:logistic", "reg_loss_param": {"scale_pos_weight": "1"}},
      "learner_model_param": {"base_score": %s, "num_class": "0", "num_feature": "2"},
      "gradient_booster": {"name": "gbtree", "model": {
        "gbtree_model_param": {"num_parallel_tree": "1", "num_trees": "1"}, "tree_info": [0],
        "trees": [{"left_children": [1, -1, -1], "right_children": [2, -1, -1],
          "split_indices": [1, 0, 0], "split_conditions": [%s, %s, 1], "split_type": [0, 0, 0],
          "default_left": [true, false, false], "tree_param": {"size_leaf_vector": "0"}}]}}}}
    """
        .formatted(version, baseScore, threshold, leaf)
        .getBytes(StandardCharsets.UTF_8);
  }
}
