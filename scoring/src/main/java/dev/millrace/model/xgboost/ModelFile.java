package dev.millrace.model.xgboost;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;

/** What can be wrong with a model file of XGBoost. */
final class ModelFile {
  private ModelFile() {}

  /** The bytes are not a model file, or a damaged one. */
  static MillraceException corrupt(String what) {
    return Problem.of(ErrorCode.MODEL_FILE_CORRUPT, "not a readable XGBoost model: " + what)
        .next("Save the model again with save_model to a .ubj or .json file")
        .asException();
  }

  /** The file is whole, and holds something that is not supported. */
  static MillraceException unsupported(String what, String found, String allowed, String next) {
    return Problem.of(ErrorCode.MODEL_FILE_UNSUPPORTED, what)
        .found(found)
        .allowed(allowed)
        .next(next)
        .asException();
  }
}
