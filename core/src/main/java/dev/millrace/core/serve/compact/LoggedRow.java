package dev.millrace.core.serve.compact;

import dev.millrace.core.serve.log.NodeId;
import java.util.Objects;

/**
 * A record with where it stood in the log.
 *
 * @param <T> the record
 */
record LoggedRow<T>(T value, NodeId node, long sequence) {
  LoggedRow {
    Objects.requireNonNull(value);
    Objects.requireNonNull(node);
  }
}
