package dev.millrace.core.release;

import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.ServingNodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The servers of a home that are alive. */
public final class Servers {
  /** How often a server says that it is there. */
  public static final Duration BEAT = Duration.ofSeconds(2);

  /** A server not heard of for so long is gone. */
  public static final Duration SILENCE = Duration.ofSeconds(15);

  private Servers() {}

  /** Names of the servers of an environment that were heard of lately. */
  public static SortedSet<NodeName> listening(
      ServingNodes nodes, EnvironmentName environment, Instant now) {
    SortedSet<NodeName> names = new TreeSet<>();
    there(nodes, environment, now).forEach(node -> names.add(node.node()));
    return names;
  }

  /** The servers of an environment that were heard of lately, with what they say. */
  public static List<ServingNode> there(
      ServingNodes nodes, EnvironmentName environment, Instant now) {
    return nodes.list(now.minus(SILENCE)).stream()
        .filter(node -> node.environment().equals(environment))
        .toList();
  }
}
