package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.List;

/** What stood in a path where its pattern has names. */
public final class PathValues {
  /** No names. */
  public static final PathValues NONE = new PathValues(List.of(), List.of());

  private final List<String> names;
  private final List<String> values;

  PathValues(List<String> names, List<String> values) {
    this.names = List.copyOf(names);
    this.values = List.copyOf(values);
  }

  /** The decoded text of a name of the pattern. */
  public String text(String name) {
    int at = names.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException("the pattern has no '" + name + "', but " + names);
    }
    return values.get(at);
  }

  /** The value of a name with {@code :number}. */
  public long number(String name) {
    String text = text(name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.of(ErrorCode.REQUEST_INVALID, "'" + name + "' must be a whole number")
          .at("path")
          .found(text)
          .asException();
    }
  }
}
