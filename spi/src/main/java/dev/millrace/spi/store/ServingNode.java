package dev.millrace.spi.store;

import dev.millrace.spi.id.NodeName;
import java.time.Instant;
import java.util.Objects;

/**
 * A server process that was heard of.
 *
 * @param heard when it last said that it is there
 */
public record ServingNode(NodeName node, Instant started, Instant heard) {
  public ServingNode {
    Objects.requireNonNull(node);
    started = StoreTime.cut(started);
    heard = StoreTime.cut(heard);
  }
}
