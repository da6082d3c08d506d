package dev.millrace.model.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.Link;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LightGbmModelReaderTest {
  private static final List<String> NAMES =
      List.of("binary", "zero", "forest", "dart", "poisson", "stump");
  private static final List<ErrorCode> REFUSALS =
      List.of(
          ErrorCode.MODEL_FILE_CORRUPT, ErrorCode.MODEL_FILE_UNSUPPORTED, ErrorCode.SCORER_INVALID);

  @Test
  void marginsAreTheLibrarysBitForBit() {
    FeatureMatrix rows = rows();
    for (String name : NAMES) {
      LightGbmModel model = LightGbmModelReader.read(bytes(name + ".txt"));
      double[] margins = new double[rows.rows() * model.trees().outputs()];
      model.trees().margins(rows, margins);
      assertThat(margins).as(name).containsExactly(words(name + ".margins.txt"));
    }
  }

  @Test
  void whatTheFileSaysOfItselfIsKept() {
    LightGbmModel model = LightGbmModelReader.read(bytes("zero.txt"));
    assertThat(model.objective()).isEqualTo("multiclass");
    assertThat(model.link()).isEqualTo(Link.SOFTMAX);
    assertThat(model.featureNames()).hasSize(5).startsWith("Column_0", "Column_1");
    assertThat(model.trees().size()).isEqualTo(15);
    assertThat(LightGbmModelReader.read(bytes("forest.txt")).trees().averaged()).isEqualTo(5);
    assertThat(LightGbmModelReader.read(bytes("refused-own-loss.txt"), "poisson").link())
        .isEqualTo(Link.EXP);
  }

  @Test
  void whatIsNotSupportedIsRefusedByName() {
    refused("refused-linear.txt", "linear_tree");
    refused("refused-sigmoid.txt", "sigmoid:2");
    refused("refused-ova.txt", "multiclassova");
    refused("refused-own-loss.txt", "a loss of its own");
  }

  private static void refused(String file, String named) {
    byte[] bytes = bytes(file);
    assertThatThrownBy(() -> LightGbmModelReader.read(bytes))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_UNSUPPORTED))
        .hasMessageContaining(named);
  }

  /** Thresholds that floats cannot hold, and those the library takes for zero. */
  @Test
  void aFloatIsAtMostAThresholdWhenItIsBelowTheFirstFloatAbove() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 100_000; round++) {
      double threshold = Double.longBitsToDouble(random.nextLong());
      float value = Float.intBitsToFloat(random.nextInt());
      if (round % 2 == 0) {
        value = (float) threshold;
      }
      if (Double.isNaN(threshold) || !Float.isFinite(value)) {
        continue;
      }
      double compared = Math.abs(value) <= 1e-35f ? 0 : value;
      assertThat(value < LightGbmTree.firstAbove(threshold))
          .as("%s, %s", value, threshold)
          .isEqualTo(compared <= threshold);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] bytes = bytes("binary.txt");
    int end = new String(bytes, StandardCharsets.UTF_8).indexOf("end of trees");
    for (int length = 0; length < end + "end of trees".length(); length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> LightGbmModelReader.read(cut)).isInstanceOf(MillraceException.class);
    }
  }

  @Test
  void damagedBytesAreRefusedOrAModelThatScores() {
    SplittableRandom random = new SplittableRandom(31);
    FeatureMatrix rows = rows();
    byte[] likely = "0123456789-.=e \n".getBytes(StandardCharsets.US_ASCII);
    for (String name : NAMES) {
      byte[] whole = bytes(name + ".txt");
      for (int round = 0; round < 3000; round++) {
        byte[] bytes = whole.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] =
              round % 3 == 0 ? (byte) random.nextInt(256) : likely[random.nextInt(likely.length)];
        }
        scoreOrRefuse(bytes, rows);
      }
    }
  }

  private static void scoreOrRefuse(byte[] bytes, FeatureMatrix rows) {
    try {
      LightGbmModel model = LightGbmModelReader.read(bytes);
      if (model.trees().width() == rows.width()) {
        model.trees().margins(rows, new double[rows.rows() * model.trees().outputs()]);
      }
    } catch (MillraceException e) {
      assertThat(e.code()).isIn(REFUSALS);
    }
  }

  @Test
  void announcedSizesBeyondTheFileAreRefused() {
    corrupt("num_leaves=9", "num_leaves=2147483647");
    corrupt("num_leaves=9", "num_leaves=0");
    corrupt("num_cat=1", "num_cat=8");
    corrupt("cat_boundaries=0 2", "cat_boundaries=0 2000000000");
    corrupt("left_child=", "left_child=99 ");
    corrupt("max_feature_idx=4", "max_feature_idx=400000");
    corrupt("num_class=1", "num_class=3");
    corrupt("version=v4", "version=v9");
    corrupt("num_leaves=9", "num_leaves=9\nnum_leaves=9");
  }

  private static void corrupt(String from, String to) {
    String text = new String(bytes("binary.txt"), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    byte[] bytes = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> LightGbmModelReader.read(bytes))
        .as(to)
        .isInstanceOfSatisfying(MillraceException.class, e -> assertThat(e.code()).isIn(REFUSALS));
  }

  private static FeatureMatrix rows() {
    double[] words = words("rows.txt");
    float[] values = new float[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) words[i];
    }
    return new FeatureMatrix(values.length / 5, 5, values);
  }

  private static double[] words(String file) {
    return Arrays.stream(new String(bytes(file), StandardCharsets.UTF_8).split("\\s+", 0))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static byte[] bytes(String file) {
    String path = "/golden/lightgbm-4.3.0/" + file;
    try (InputStream in = LightGbmModelReaderTest.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
