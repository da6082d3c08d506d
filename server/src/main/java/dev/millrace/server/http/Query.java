package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a request's query, decoded. */
public final class Query {
  /** No parameters. */
  public static final Query NONE = new Query(Map.of());

  private static final int MOST = 256;

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads the part of a target after its question mark.
   *
   * @throws dev.millrace.error.MillraceException REQUEST_INVALID when it is badly encoded or long
   */
  public static Query read(String encoded) {
    if (encoded.isEmpty()) {
      return NONE;
    }
    String[] parts = encoded.split("&", MOST + 1);
    if (parts.length > MOST) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "the query has too many parameters")
          .at("query")
          .allowed("at most " + MOST)
          .asException();
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String part : parts) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = PercentText.query(equals < 0 ? part : part.substring(0, equals));
        String value = equals < 0 ? "" : PercentText.query(part.substring(equals + 1));
        values.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value);
      }
    }
    return new Query(values);
  }

  public Set<String> names() {
    return Set.copyOf(values.keySet());
  }

  /** All values of a parameter in the order given. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** The value of a parameter; REQUEST_INVALID when it was given more than once. */
  public Optional<String> find(String name) {
    List<String> found = values.getOrDefault(name, List.of());
    if (found.size() > 1) {
      throw Problem.of(
              ErrorCode.REQUEST_INVALID, "the parameter '" + name + "' was given more than once")
          .at("query")
          .asException();
    }
    return found.stream().findFirst();
  }
}
