package dev.millrace.core.serve.compact;

import dev.millrace.core.train.JobMessages;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The line a compacting process writes to its standard output when it ends: sets, or problems. */
public final class CompactMessages {
  private CompactMessages() {}

  public static String result(List<Manifest> made) {
    return CanonicalJson.text(
        Json.members().put("sets", made.stream().map(Manifest::toJson).toList()).build());
  }

  /**
   * Reads a line; empty when it is something else.
   *
   * @throws MillraceException the problems the process ended with
   */
  static Optional<List<Manifest>> read(String line) {
    JsonObject message;
    try {
      message = JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
    if (message.find("problems").isPresent()) {
      throw JobMessages.failure(message.items("problems"));
    }
    return message.find("sets").isEmpty()
        ? Optional.empty()
        : Optional.of(
            message.items("sets").stream()
                .map(item -> Manifest.fromJson("the compacting process", item))
                .toList());
  }
}
