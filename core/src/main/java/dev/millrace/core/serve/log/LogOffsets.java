package dev.millrace.core.serve.log;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far a consumer has read: one position per node. */
public record LogOffsets(SortedMap<NodeId, LogPosition> byNode) {
  /** Before everything. */
  public static final LogOffsets START = new LogOffsets(new TreeMap<>());

  public LogOffsets {
    byNode = Collections.unmodifiableSortedMap(new TreeMap<>(byNode));
  }

  public Optional<LogPosition> find(NodeId node) {
    return Optional.ofNullable(byNode.get(node));
  }

  public Json toJson() {
    return Json.members()
        .put("version", 1)
        .put(
            "nodes",
            byNode.values().stream()
                .map(
                    at ->
                        Json.members()
                            .put("node", at.segment().node().value())
                            .put("segment", at.segment().firstSequence())
                            .put("offset", at.offset())
                            .put("next", at.nextSequence())
                            .build())
                .toList())
        .build();
  }

  /** Reads what {@link #toJson} gave. */
  public static LogOffsets fromJson(Json json) {
    JsonObject in = JsonObject.of(json).only("version", "nodes");
    if (in.whole("version") != 1) {
      throw new IllegalArgumentException("offsets of version " + in.whole("version"));
    }
    SortedMap<NodeId, LogPosition> byNode = new TreeMap<>();
    for (Json item : in.items("nodes")) {
      JsonObject at = JsonObject.of("nodes", item).only("node", "segment", "offset", "next");
      NodeId node = new NodeId(at.text("node"));
      byNode.put(
          node,
          new LogPosition(
              new SegmentName(node, at.whole("segment")), at.whole("offset"), at.whole("next")));
    }
    return new LogOffsets(byNode);
  }
}
