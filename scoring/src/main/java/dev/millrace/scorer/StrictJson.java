package dev.millrace.scorer;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Reads the JSON parts of scorers and bundles: canonical bytes only, of a known format and version.
 */
final class StrictJson {
  private StrictJson() {}

  /**
   * Turns canonical bytes into a thing; {@code write} must give the same bytes back.
   *
   * @param what name of the part, for people
   */
  static <T> T read(
      String what, byte[] bytes, Function<Json, T> reader, Function<T, ? extends Json> write) {
    T value;
    try {
      value = reader.apply(JsonReader.read(bytes));
    } catch (JsonSyntaxException | IllegalArgumentException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.SCORER_INVALID, what + " is not valid: " + e.getMessage()), e);
    }
    if (!Arrays.equals(CanonicalJson.bytes(write.apply(value)), bytes)) {
      throw Problem.of(ErrorCode.SCORER_INVALID, what + " is not in its canonical form")
          .next("Use the bytes as Millrace wrote them")
          .asException();
    }
    return value;
  }

  /** Checks that an object says it is of this format, in a version known here. */
  static JsonObject require(Json json, String format, int newest) {
    JsonObject in = JsonObject.of(json);
    if (!in.text("format").equals(format)) {
      throw new JsonSyntaxException("its format is '" + in.text("format") + "'", null);
    }
    requireVersion(format, in.whole("version"), newest);
    return in;
  }

  static void requireVersion(String format, long version, int newest) {
    if (version < 1 || version > newest) {
      throw Problem.of(
              ErrorCode.SCORER_VERSION_UNSUPPORTED,
              "this " + format + " has a version not known here")
          .found(version)
          .allowed(newest == 1 ? "1" : "1 to " + newest)
          .next("Read it with the Millrace that wrote it, or a later one")
          .asException();
    }
  }
}
