package dev.millrace.testkit.store;

import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.ServingNodes;
import java.time.Instant;
import java.util.List;

/** The server processes of a home in memory. */
final class MemoryNodes implements ServingNodes {
  private final MemoryTables tables;

  MemoryNodes(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void beat(ServingNode node) {
    synchronized (tables) {
      ServingNode known = tables.nodes.get(node.node());
      tables.nodes.put(
          node.node(),
          known == null
              ? node
              : new ServingNode(
                  node.node(), known.environment(), known.started(), node.heard(), node.counted()));
    }
  }

  @Override
  public void leave(NodeName node) {
    synchronized (tables) {
      tables.nodes.remove(node);
    }
  }

  @Override
  public List<ServingNode> list(Instant since) {
    synchronized (tables) {
      return tables.nodes.values().stream().filter(n -> !n.heard().isBefore(since)).toList();
    }
  }
}
