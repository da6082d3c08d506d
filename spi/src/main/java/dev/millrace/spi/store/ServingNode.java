package dev.millrace.spi.store;

import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import java.time.Instant;
import java.util.Objects;

/**
 * A server process that was heard of.
 *
 * @param environment whose releases it answers with
 * @param heard when it last said that it is there
 * @param counted what it said then of the answers of candidates, for other servers; the empty text
 *     when there is none
 */
public record ServingNode(
    NodeName node, EnvironmentName environment, Instant started, Instant heard, String counted) {
  public ServingNode {
    Objects.requireNonNull(node);
    Objects.requireNonNull(environment);
    started = StoreTime.cut(started);
    heard = StoreTime.cut(heard);
    Objects.requireNonNull(counted);
  }
}
