package dev.millrace.core.serve;

import dev.millrace.column.Batch;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.scorer.RowReader;
import java.util.List;
import java.util.Optional;

/**
 * Rows somebody wants predicted: {@code {"rows": [{...}], "keys": ["..."]}}. Where the rows lie is
 * found first, and their values are read once it is known which model takes them. What is not in
 * the form programs write, or is wrong, is read as a whole: that tells what is wrong. Holds on to
 * the body; immutable.
 */
public final class PredictRequest {
  /** Characters a key has at most. */
  public static final int LONGEST_KEY = 256;

  private final byte[] body;
  private final int mostRows;
  private final Optional<RequestScan> scan;
  private final List<RowJson> rows;
  private final List<String> keys;

  private PredictRequest(
      byte[] body,
      int mostRows,
      Optional<RequestScan> scan,
      List<RowJson> rows,
      List<String> keys) {
    this.body = body;
    this.mostRows = mostRows;
    this.scan = scan;
    this.rows = List.copyOf(rows);
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads a request: ROW_INVALID with what is wrong.
   *
   * @param body which nobody changes as long as the request is used
   * @param mostRows rows a request may have
   */
  public static PredictRequest read(byte[] body, int mostRows) {
    RequestScan scan = new RequestScan(body);
    if (scan.run() && scan.rows().size() <= mostRows && fit(scan.keys(), scan.rows().size())) {
      return new PredictRequest(body, mostRows, Optional.of(scan), scan.rows(), scan.keys());
    }
    JsonObject in = parse(body);
    List<Json> rows = rows(in, mostRows);
    List<String> keys = keys(in, rows.size());
    return new PredictRequest(
        body,
        mostRows,
        Optional.empty(),
        rows.stream().map(PredictRequest::canonical).toList(),
        keys);
  }

  private static RowJson canonical(Json row) {
    byte[] json = CanonicalJson.bytes(row);
    return RowJson.view(json, 0, json.length);
  }

  /** At least one: the bytes that came, where they are known. */
  public List<RowJson> rows() {
    return rows;
  }

  /** The caller's own names of the cases, by which labels may come; none, or one a row. */
  public List<String> keys() {
    return keys;
  }

  /** The values of the rows, with every problem a reader finds in them. */
  Batch values(RowReader reader) {
    return scan.flatMap(found -> reader.readPlain(body, found.from(), found.to()))
        .orElseGet(() -> reader.read(Json.items(rows(parse(body), mostRows))));
  }

  /** Bytes it holds. */
  int size() {
    return body.length;
  }

  /** A field of the first row; empty when it is not there or cannot be read. */
  Optional<Json> field(String name) {
    try {
      return JsonObject.of(JsonReader.read(rows.get(0).bytes())).find(name);
    } catch (JsonSyntaxException unreadable) {
      return Optional.empty(); // the reader of the values tells what is wrong
    }
  }

  private static JsonObject parse(byte[] body) {
    try {
      return JsonObject.of(JsonReader.read(body)).only("rows", "keys");
    } catch (JsonSyntaxException e) {
      throw unreadable(e);
    }
  }

  private static List<Json> rows(JsonObject in, int mostRows) {
    List<Json> rows;
    try {
      rows = in.items("rows");
    } catch (JsonSyntaxException e) {
      throw unreadable(e);
    }
    if (rows.isEmpty() || rows.size() > mostRows) {
      throw invalid("a request has 1 to " + mostRows + " rows", rows.size() + " rows");
    }
    return rows;
  }

  private static List<String> keys(JsonObject in, int rows) {
    List<String> keys;
    try {
      keys = in.find("keys").isPresent() ? in.texts("keys") : List.of();
    } catch (JsonSyntaxException e) {
      throw unreadable(e);
    }
    if (!keys.isEmpty() && keys.size() != rows) {
      throw invalid("there is one key for each row", keys.size() + " keys, " + rows + " rows");
    }
    for (String key : keys) {
      if (!fits(key)) {
        throw invalid("a key has 1 to 256 characters and no NUL", key.length() + " characters");
      }
    }
    return keys;
  }

  private static boolean fit(List<String> keys, int rows) {
    return keys.isEmpty() || (keys.size() == rows && keys.stream().allMatch(PredictRequest::fits));
  }

  private static boolean fits(String key) {
    return !key.isEmpty() && key.length() <= LONGEST_KEY && key.indexOf('\0') < 0;
  }

  private static MillraceException unreadable(JsonSyntaxException e) {
    return new MillraceException(
        Problem.of(ErrorCode.ROW_INVALID, "the request cannot be read: " + e.getMessage())
            .allowed("an object such as {\"rows\": [{\"column\": 1}]}"),
        e);
  }

  private static MillraceException invalid(String what, String found) {
    return Problem.of(ErrorCode.ROW_INVALID, what).at("request").found(found).asException();
  }
}
