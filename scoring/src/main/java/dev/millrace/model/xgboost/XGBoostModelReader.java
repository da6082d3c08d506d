package dev.millrace.model.xgboost;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;

/**
 * Reads the model files XGBoost 1.0 to 3 saves as {@code .ubj} or {@code .json}: boosters gbtree
 * and dart, splits on numbers and on categories. Other boosters and leaves that hold vectors are
 * refused by name. Bytes that are no such file end in an exception, never in an endless loop, and
 * take no more memory than a small multiple of their length.
 */
public final class XGBoostModelReader {
  private XGBoostModelReader() {}

  /**
   * Reads a whole file.
   *
   * @throws MillraceException with {@link ErrorCode#MODEL_FILE_CORRUPT} when the bytes are no model
   *     file, {@link ErrorCode#MODEL_FILE_UNSUPPORTED} when they hold something not supported, or
   *     {@link ErrorCode#SCORER_INVALID} when the trees are impossible
   */
  public static XGBoostModel read(byte[] bytes) {
    Document in = isJson(bytes) ? new JsonDocument(bytes) : new UbjsonDocument(bytes);
    RawModel model = new RawModel();
    in.members(
        name -> {
          switch (name) {
            case "learner" -> model.readLearner(in);
            case "version" -> requireVersion(in.ints());
            default -> in.skip();
          }
        });
    in.end();
    return model.build();
  }

  /** In both forms the first byte opens an object; a name in JSON starts with a quote. */
  private static boolean isJson(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != '{') {
      throw ModelFile.corrupt("it starts like neither UBJSON nor JSON");
    }
    return bytes[1] == '"'
        || bytes[1] == ' '
        || bytes[1] == '\n'
        || bytes[1] == '\r'
        || bytes[1] == '\t';
  }

  private static void requireVersion(int[] version) {
    if (version.length == 0 || version[0] < 1 || version[0] > 3) {
      throw ModelFile.unsupported(
          "the model was saved by a version of XGBoost that is not known here",
          java.util.Arrays.toString(version),
          "versions 1, 2 and 3",
          "Save it with XGBoost 3");
    }
  }
}
