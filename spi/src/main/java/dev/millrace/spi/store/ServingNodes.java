package dev.millrace.spi.store;

import dev.millrace.spi.id.NodeName;
import java.time.Instant;
import java.util.List;

/**
 * The server processes of a home. That a process is alive is not a change of the record: nothing of
 * this is in the chain of events.
 */
public interface ServingNodes {
  /** Says that a node is there. */
  void beat(ServingNode node);

  /** Says that a node has stopped; one that is not there is none. */
  void leave(NodeName node);

  /** Nodes heard of since an instant, by name; older ones are forgotten. */
  List<ServingNode> list(Instant since);
}
