package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model file becomes a version that is used like any other. */
final class ModelsImportTest {
  /**
   * One stump on the category 1 or 3 of "color", one on "size"; margins 0.5 or -0.25 and 2 or 4.
   */
  private static final String MODEL =
      """
      tree
      version=v4
      num_class=1
      num_tree_per_iteration=1
      max_feature_idx=1
      objective=regression
      feature_names=color size
      feature_infos=0:1:2:3 [0:9]

      Tree=0
      num_leaves=2
      num_cat=1
      split_feature=0
      threshold=0
      decision_type=1
      left_child=-1
      right_child=-2
      leaf_value=0.5 -0.25
      cat_boundaries=0 1
      cat_threshold=10

      Tree=1
      num_leaves=2
      num_cat=0
      split_feature=1
      threshold=1.5
      decision_type=10
      left_child=-1
      right_child=-2
      leaf_value=2 4

      end of trees
      """;

  @TempDir Path folder;

  @Test
  void anImportedModelIsPredictedWithChosenAndTraced() throws IOException {
    Path file = write("bids.txt", MODEL);
    JsonObject first = JsonObject.of(imported(file, "bids", "--json").json());
    assertThat(first.integer("version")).isEqualTo(1);
    assertThat(first.text("registered")).isEqualTo("now");
    assertThat(imported(file, "bids").out()).contains("is already version 1 of bids");

    assertThat(home("models", "choose", "bids", "1", "--reason", "as before").code()).isZero();
    assertThat(score("{\"color\": 3, \"size\": 1.5}")).isEqualTo(2.5);
    assertThat(score("{\"color\": 2, \"size\": 9}")).isEqualTo(3.75);
    assertThat(score("{\"color\": null, \"size\": null}")).isEqualTo(1.75);

    assertThat(home("models", "show", "bids/1").out())
        .contains("imported LightGBM text regression", "imported from bids.txt")
        .contains("cut " + first.text("file"));
    assertThat(home("gc").code()).isZero();
    assertThat(score("{\"color\": 1, \"size\": 0}")).as("after collecting").isEqualTo(2.5);
    assertThat(home("audit", "verify").code()).isZero();
  }

  @Test
  void aSchemaLetsTextsStandForCodes() throws IOException {
    Path file = write("bids.txt", MODEL);
    Path schema =
        write(
            "schema.yaml",
            "columns: {color: {type: utf8, domain: [red, green, blue, black]}, size: {type:"
                + " int64}}");
    assertThat(imported(file, "bids", "--schema", schema.toString()).code()).isZero();
    assertThat(home("models", "choose", "bids", "1", "--reason", "r").code()).isZero();
    assertThat(score("{\"color\": \"black\", \"size\": 1}")).isEqualTo(2.5);
    assertThat(score("{\"color\": \"pink\", \"size\": 1}")).isEqualTo(1.75);
    Path rows = write("rows.csv", "color,size\ngreen,7\nred,7\n");
    assertThat(home("predict", "bids", "--input", rows.toString()).out()).contains("4.5", "3.75");
  }

  @Test
  void whatCannotBeTakenIsRefusedWithItsCause() throws IOException {
    Path whole = write("bids.txt", MODEL);
    refused(write("cut.txt", MODEL.substring(0, 300)), 4, "not a readable LightGBM model");
    refused(write("ova.txt", MODEL.replace("=regression", "=multiclassova")), 4, "multiclassova");
    refused(write("model.pkl", "\u0080\u0004\u0095"), 4, "Python pickle");
    refused(write("model.onnx", "\u0008\u0007\u0012"), 4, "ONNX");
    refused(write("model.zip", "PK\u0003\u0004"), 4, "zip archive");
    refused(write("text.csv", "a,b\n1,2\n"), 4, "no model of a form known here");
    refused(write("empty.json", ""), 4, "no model of a form known here");
    refused(folder, 4, "cannot be read; found a folder");
    refused(folder.resolve("none.ubj"), 4, "no such file");
    refused(whole, 2, "none: it predicts an amount", "--classes", "a,b");
    refused(whole, 2, "no such file", "--schema", folder.resolve("none.yaml").toString());
    Path lacking = write("lacking.yaml", "columns: {size: {type: float64}}");
    refused(whole, 2, "no column 'color'", "--schema", lacking.toString());
    Path text = write("text.yaml", "columns: {color: {type: utf8}, size: {type: float64}}");
    refused(whole, 2, "utf8 without a domain", "--schema", text.toString());
    assertThat(home("models", "list").out()).doesNotContain("bids");
  }

  private void refused(Path file, int code, String cause, String... more) {
    SpokenCommand told = imported(file, "bids", more);
    assertThat(told.err()).as("%s", file).contains(cause).doesNotContain("Exception");
    assertThat(told.code()).as("%s", file).isEqualTo(code);
  }

  private double score(String row) {
    SpokenCommand told = home("predict", "bids", "--row", row);
    assertThat(told.err()).isEmpty();
    return JsonObject.of(told.json()).real("value");
  }

  private SpokenCommand imported(Path file, String name, String... more) {
    List<String> all =
        new ArrayList<>(List.of("models", "import", file.toString(), "--name", name));
    all.addAll(List.of(more));
    return home(all.toArray(String[]::new));
  }

  private SpokenCommand home(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--home", folder.resolve("home").toString()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }

  private Path write(String name, String latin) throws IOException {
    return Files.write(folder.resolve(name), latin.getBytes(StandardCharsets.ISO_8859_1));
  }
}
