package dev.millrace.core.serve;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.ModelName;

/** Model and version as the inference protocols name them: any text may come. */
public final class AskedModel {
  private AskedModel() {}

  /** The model: a name that none can have is one there is not, MODEL_UNKNOWN. */
  public static ModelName name(String name) {
    try {
      return new ModelName(name);
    } catch (MillraceException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.MODEL_UNKNOWN, "there is no model of this name").found(name), e);
    }
  }

  /** The version: what is no number is one there is not, MODEL_VERSION_UNKNOWN. */
  public static int version(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Problem.of(ErrorCode.MODEL_VERSION_UNKNOWN, "there is no version of this name")
          .found(text)
          .allowed("a whole number, as in the answer's 'model_version'")
          .asException();
    }
  }
}
