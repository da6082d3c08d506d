package dev.millrace.core.register;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.Link;
import dev.millrace.model.lightgbm.LightGbmModel;
import dev.millrace.model.lightgbm.LightGbmModelReader;
import dev.millrace.model.xgboost.XGBoostModel;
import dev.millrace.model.xgboost.XGBoostModelReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a model file of another program holds, whatever its form.
 *
 * @param form name of the form, for people
 * @param objective what it was trained for, in the words of its library
 * @param featureNames one per feature; made up when the file has none
 */
public record ImportedModel(
    String form, String objective, LearnedModel model, Link link, List<String> featureNames) {
  /** Largest file that is read. */
  public static final long MOST_BYTES = 512L << 20;

  private static final String FORMS = "XGBoost .json or .ubj, LightGBM .txt";

  public ImportedModel {
    Objects.requireNonNull(form);
    Objects.requireNonNull(objective);
    Objects.requireNonNull(model);
    Objects.requireNonNull(link);
    featureNames = List.copyOf(featureNames);
  }

  /**
   * Reads a file; its form is told by its content.
   *
   * @throws MillraceException MODEL_FILE_CORRUPT, MODEL_FILE_UNSUPPORTED, SCORER_INVALID
   */
  public static ImportedModel read(byte[] bytes) {
    if (LightGbmModelReader.accepts(bytes)) {
      LightGbmModel read = LightGbmModelReader.read(bytes);
      return new ImportedModel(
          "LightGBM text", read.objective(), read.trees(), read.link(), read.featureNames());
    }
    if (bytes.length > 0 && bytes[0] == '{') {
      XGBoostModel read = XGBoostModelReader.read(bytes);
      return new ImportedModel("XGBoost", read.objective(), read.model(), read.link(), names(read));
    }
    throw refuse(bytes);
  }

  private static List<String> names(XGBoostModel read) {
    int width = read.model().width();
    if (read.featureNames().isEmpty()) {
      List<String> names = new ArrayList<>(width);
      for (int i = 0; i < width; i++) {
        names.add("f" + i);
      }
      return names;
    }
    if (read.featureNames().size() != width) {
      throw Problem.of(
              ErrorCode.MODEL_FILE_CORRUPT, "the model does not name each of its features once")
          .found(read.featureNames().size() + " names")
          .allowed(width + " names, or none")
          .asException();
    }
    return read.featureNames();
  }

  /** Forms that people are likely to have, by their first bytes. */
  private static MillraceException refuse(byte[] bytes) {
    if (starts(bytes, "binf") || starts(bytes, "bs64")) {
      return unsupported(
          "the old binary form of XGBoost",
          "Save it again with save_model to a .ubj or .json file");
    }
    if (bytes.length > 1 && bytes[0] == (byte) 0x80 && bytes[1] <= 5) {
      return unsupported(
          "a Python pickle, which can run code when it is read",
          "Save the booster with save_model instead");
    }
    if (starts(bytes, "PK")) {
      return unsupported("a zip archive", "Unpack it and import the model file in it");
    }
    if (bytes.length > 1 && bytes[0] == 8 && bytes[1] > 0 && bytes[1] < 32) {
      return unsupported(
          "a protocol buffer, as ONNX models are",
          "Save the model of the library that trained it, as one of these forms");
    }
    return Problem.of(ErrorCode.MODEL_FILE_CORRUPT, "the file is no model of a form known here")
        .allowed(FORMS)
        .next("Save the model again with save_model")
        .asException();
  }

  private static boolean starts(byte[] bytes, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= expected.length
        && Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
  }

  private static MillraceException unsupported(String found, String next) {
    return Problem.of(ErrorCode.MODEL_FILE_UNSUPPORTED, "models of this form are not imported")
        .found(found)
        .allowed(FORMS)
        .next(next)
        .asException();
  }
}
