package dev.millrace.core.monitor;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.Objects;

/**
 * How far a column's traffic is from its reference.
 *
 * @param column its name; answers are columns too
 * @param rows values compared
 * @param psi population stability index
 * @param jensenShannon distance in square roots of bits
 * @param limit the index from which it counts as drift, chance included
 */
public record DriftFinding(
    String column, long rows, double psi, double jensenShannon, double limit) {
  public DriftFinding {
    Objects.requireNonNull(column);
  }

  /** True when it is too far. */
  public boolean isDrift() {
    return psi >= limit;
  }

  public Json toJson() {
    return Json.members()
        .put("column", column)
        .put("rows", rows)
        .put("psi", psi)
        .put("jensen-shannon", jensenShannon)
        .put("limit", limit)
        .flag("drift", isDrift())
        .build();
  }

  static DriftFinding fromJson(JsonObject in) {
    return new DriftFinding(
        in.text("column"),
        in.whole("rows"),
        in.real("psi"),
        in.real("jensen-shannon"),
        in.real("limit"));
  }
}
