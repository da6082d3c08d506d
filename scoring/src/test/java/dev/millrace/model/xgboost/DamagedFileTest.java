package dev.millrace.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.feature.FeatureMatrix;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DamagedFileTest {
  private static final List<ErrorCode> ALLOWED =
      List.of(
          ErrorCode.MODEL_FILE_CORRUPT, ErrorCode.MODEL_FILE_UNSUPPORTED, ErrorCode.SCORER_INVALID);

  @Test
  void everyTruncationIsRefused() {
    for (String file : List.of("refused-hinge.ubj", "logistic-base.ubj", "logistic-base.json")) {
      byte[] bytes = GoldenModels.bytes(file);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> XGBoostModelReader.read(cut))
            .isInstanceOfSatisfying(
                MillraceException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_CORRUPT));
      }
    }
  }

  @Test
  void damagedBytesAreRefusedOrAModelThatScores() {
    SplittableRandom random = new SplittableRandom(31);
    FeatureMatrix rows = GoldenModels.rows();
    List<String> files =
        List.of(
            "rank.ubj",
            "softmax-base.ubj",
            "softmax-base.json",
            "pruned.json",
            "dart.ubj",
            "categorical.ubj");
    for (String file : files) {
      byte[] whole = GoldenModels.bytes(file);
      for (int round = 0; round < 4000; round++) {
        byte[] bytes = whole.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        scoreOrRefuse(bytes, rows);
      }
    }
  }

  @Test
  void damagedStructureIsRefusedOrAModelThatScores() {
    SplittableRandom random = new SplittableRandom(32);
    byte[] whole = GoldenModels.bytes("refused-hinge.ubj");
    byte[] markers = "{}[]$#NZTFiUIlLdDHSC".getBytes(StandardCharsets.US_ASCII);
    FeatureMatrix rows = GoldenModels.rows();
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] = markers[random.nextInt(markers.length)];
      scoreOrRefuse(bytes, rows);
    }
  }

  private static void scoreOrRefuse(byte[] bytes, FeatureMatrix rows) {
    try {
      XGBoostModel model = XGBoostModelReader.read(bytes);
      if (model.model().width() == rows.width()) {
        model.model().margins(rows, new double[rows.rows() * model.model().outputs()]);
      }
    } catch (MillraceException e) {
      assertThat(e.code()).isIn(ALLOWED);
    }
  }

  @Test
  void announcedSizesBeyondTheFileAreRefused() {
    corrupt("{L\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff");
    corrupt("{L\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff");
    corrupt("{U\u0001a[#l\u007f\u00ff\u00ff\u00ff}");
    corrupt("{U\u0001a[$d#l@\u0000\u0000\u0000}");
    corrupt("{U\u0001a[$Z#l\u007f\u00ff\u00ff\u00ff}");
    corrupt("{U\u0001a[$T#U\u0005}");
    corrupt("{U\u0001a[$U]}");
    corrupt("{U\u0001aZU\u0001aZ}");
    corrupt("{" + "U\u0001a{".repeat(100_000));
    corrupt("{U\u0001a" + "[".repeat(100_000));
    corrupt("{\"a\":" + "[".repeat(100_000));
    corrupt("{\"a\":1,\"a\":1}");
    corrupt("{}");
    corrupt("{}x");
    corrupt("");
    corrupt("binf");
  }

  private static void corrupt(String latin) {
    byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> XGBoostModelReader.read(bytes))
        .isInstanceOfSatisfying(MillraceException.class, e -> assertThat(e.code()).isIn(ALLOWED));
  }
}
