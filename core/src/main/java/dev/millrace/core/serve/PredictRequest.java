package dev.millrace.core.serve;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.util.List;

/**
 * Rows somebody wants predicted: {@code {"rows": [{...}], "keys": ["..."]}}.
 *
 * @param rows at least one
 * @param keys the caller's own names of the cases, by which labels may come; none, or one a row
 */
public record PredictRequest(List<Json> rows, List<String> keys) {
  /** Characters a key has at most. */
  public static final int LONGEST_KEY = 256;

  public PredictRequest {
    rows = List.copyOf(rows);
    keys = List.copyOf(keys);
  }

  /**
   * Reads a request: ROW_INVALID with what is wrong.
   *
   * @param mostRows rows a request may have
   */
  public static PredictRequest read(byte[] body, int mostRows) {
    try {
      JsonObject in = JsonObject.of(JsonReader.read(body)).only("rows", "keys");
      List<Json> rows = in.items("rows");
      if (rows.isEmpty() || rows.size() > mostRows) {
        throw invalid("a request has 1 to " + mostRows + " rows", rows.size() + " rows");
      }
      List<String> keys = in.find("keys").isPresent() ? in.texts("keys") : List.of();
      if (!keys.isEmpty() && keys.size() != rows.size()) {
        throw invalid(
            "there is one key for each row", keys.size() + " keys, " + rows.size() + " rows");
      }
      for (String key : keys) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
          throw invalid("a key has 1 to 256 characters and no NUL", key.length() + " characters");
        }
      }
      return new PredictRequest(rows, keys);
    } catch (JsonSyntaxException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.ROW_INVALID, "the request cannot be read: " + e.getMessage())
              .allowed("an object such as {\"rows\": [{\"column\": 1}]}"),
          e);
    }
  }

  private static MillraceException invalid(String what, String found) {
    return Problem.of(ErrorCode.ROW_INVALID, what).at("request").found(found).asException();
  }
}
