package dev.millrace.core.config;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.util.ArrayList;
import java.util.List;

/** JSON for people: a member a line, in the order they were put. */
public final class PrettyJson {
  private static final int WIDEST = 90;

  private PrettyJson() {}

  public static String text(Json value) {
    return text(value, "") + "\n";
  }

  private static String text(Json value, String indent) {
    String inner = indent + "  ";
    return switch (value) {
      case Json.Members members when !members.values().isEmpty() -> {
        List<String> lines = new ArrayList<>();
        members
            .values()
            .forEach(
                (name, member) ->
                    lines.add(
                        inner + CanonicalJson.text(Json.of(name)) + ": " + text(member, inner)));
        yield "{\n" + String.join(",\n", lines) + "\n" + indent + "}";
      }
      case Json.Items items when !items.values().isEmpty() -> {
        String line = CanonicalJson.text(items);
        if (line.length() + indent.length() <= WIDEST && !line.contains("{")) {
          yield line.replace(",\"", ", \"");
        }
        yield "[\n"
            + String.join(
                ",\n", items.values().stream().map(item -> inner + text(item, inner)).toList())
            + "\n"
            + indent
            + "]";
      }
      default -> CanonicalJson.text(value);
    };
  }
}
