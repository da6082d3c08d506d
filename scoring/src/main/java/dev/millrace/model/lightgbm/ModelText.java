package dev.millrace.model.lightgbm;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a model file, read once from front to back. Not thread-safe. */
final class ModelText {
  private final String text;
  private int at;
  private int line;

  ModelText(byte[] bytes) {
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw corrupt("it is not UTF-8");
    }
  }

  /** The next line without its end and without space around it; empty after the last. */
  Optional<String> next() {
    if (at >= text.length()) {
      return Optional.empty();
    }
    int end = text.indexOf('\n', at);
    end = end < 0 ? text.length() : end;
    String next = text.substring(at, end).strip();
    at = end + 1;
    line++;
    return Optional.of(next);
  }

  /** Number of the line given last, from 1. */
  int line() {
    return line;
  }

  /** The bytes are not a model file, or a damaged one. */
  static MillraceException corrupt(String what) {
    return Problem.of(ErrorCode.MODEL_FILE_CORRUPT, "not a readable LightGBM model: " + what)
        .next("Save the model again with save_model to a .txt file")
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
