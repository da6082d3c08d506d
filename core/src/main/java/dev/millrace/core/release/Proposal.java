package dev.millrace.core.release;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.Objects;

/**
 * What came of proposing a version.
 *
 * @param epoch number of the epoch in force afterwards
 * @param live the version that has the traffic afterwards, 0 when none has
 * @param why in words
 */
public record Proposal(int version, long epoch, int live, String why) {
  public Proposal {
    Objects.requireNonNull(why);
  }

  /** True when the version is live; otherwise it is on its way. */
  public boolean isLive() {
    return live == version;
  }

  public Json toJson() {
    return Json.members()
        .put("version", version)
        .put("epoch", epoch)
        .put("live", live)
        .put("why", why)
        .build();
  }

  public static Proposal fromJson(Json json) {
    JsonObject in = JsonObject.of(json).only("version", "epoch", "live", "why");
    return new Proposal(
        in.integer("version"), in.whole("epoch"), in.integer("live"), in.text("why"));
  }
}
