package dev.millrace.model.xgboost;

import dev.millrace.feature.FeatureMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files made by XGBoost, with the margins and values it gave. */
final class GoldenModels {
  static final List<String> NAMES =
      List.of(
          "logistic",
          "logistic-base",
          "logitraw",
          "squared",
          "absolute",
          "poisson",
          "gamma",
          "softprob",
          "softmax-base",
          "deep",
          "pruned",
          "forest",
          "rank");

  private GoldenModels() {}

  static byte[] bytes(String file) {
    String path = "/golden/xgboost-3.1.1/" + file;
    try (InputStream in = GoldenModels.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static XGBoostModel model(String name) {
    return XGBoostModelReader.read(bytes(name + ".ubj"));
  }

  static FeatureMatrix rows() {
    float[] values = floats("rows.txt");
    return new FeatureMatrix(values.length / 8, 8, values);
  }

  static float[] floats(String file) {
    String[] words = new String(bytes(file), StandardCharsets.US_ASCII).split("\\s+", 0);
    float[] values = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }
}
