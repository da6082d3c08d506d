package dev.millrace.feature;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;

/**
 * Where an input of a plan comes from when it is not a column of the raw rows. Whoever scores must
 * send the column as this says it is made; nothing here computes it. An input without a supply is
 * sent as it is in the data.
 */
public sealed interface Supply permits HistorySupply {
  /** How the column is made, for people: {@code the value of cnt 24 rows earlier}. */
  String text();

  /** JSON form; {@link #read} reads it. */
  Json.Members toJson();

  /**
   * Reads {@link #toJson}.
   *
   * @throws JsonSyntaxException when a member is missing, unknown or of another form
   */
  static Supply read(String path, Json json) {
    JsonObject in = JsonObject.of(path, json);
    if (in.text("kind").equals(HistorySupply.KIND)) {
      return HistorySupply.read(in);
    }
    throw new JsonSyntaxException(
        path + " has an unknown kind of supply '" + in.text("kind") + "'", null);
  }
}
