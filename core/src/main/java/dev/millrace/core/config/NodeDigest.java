package dev.millrace.core.config;

import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.util.Optional;

/** Names what a file says, whatever its comments, its order of keys and its line ends. */
public final class NodeDigest {
  private NodeDigest() {}

  /** Digest of a node; an absent node has one of its own. */
  public static Digest of(Optional<ConfigNode> node) {
    return CanonicalJson.digest(node.map(NodeDigest::json).orElse(Json.Literal.NULL));
  }

  /** The node as JSON; scalars as the texts they were written with. */
  public static Json json(ConfigNode node) {
    return switch (node) {
      case ConfigNode.Scalar scalar -> Json.of(scalar.text());
      case ConfigNode.Items items ->
          Json.items(items.values().stream().map(NodeDigest::json).toList());
      case ConfigNode.Mapping mapping -> {
        MembersBuilder members = Json.members();
        mapping.entries().forEach(entry -> members.put(entry.key(), json(entry.value())));
        yield members.build();
      }
    };
  }
}
