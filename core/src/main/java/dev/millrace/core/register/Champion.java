package dev.millrace.core.register;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataJson;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The chosen version of a model when it was looked at.
 *
 * @param version empty when none is chosen
 * @param scorer its scorer
 */
public record Champion(OptionalInt version, Optional<Digest> scorer) {
  public static final Champion NONE = new Champion(OptionalInt.empty(), Optional.empty());

  public Json toJson() {
    MembersBuilder members = Json.members();
    version.ifPresent(number -> members.put("version", number));
    scorer.ifPresent(digest -> members.put("scorer", digest.hex()));
    return members.build();
  }

  public static Champion fromJson(Json json) {
    JsonObject in = JsonObject.of(json).only("version", "scorer");
    return in.find("version").isPresent()
        ? new Champion(
            OptionalInt.of(in.integer("version")), Optional.of(DataJson.digest(in, "scorer")))
        : NONE;
  }
}
