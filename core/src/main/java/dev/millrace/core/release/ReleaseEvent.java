package dev.millrace.core.release;

import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ReleaseContent;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** Something that happens to a release. */
public sealed interface ReleaseEvent {
  /** Names the event in the record. */
  String what();

  /**
   * Somebody wants a version to be live.
   *
   * @param servers the servers that must load it first; none when nobody serves
   */
  record Propose(
      String id, ReleaseContent content, ReleaseStrategy strategy, SortedSet<NodeName> servers)
      implements ReleaseEvent {
    public Propose {
      Objects.requireNonNull(id);
      Objects.requireNonNull(content);
      Objects.requireNonNull(strategy);
      servers = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(servers));
    }

    @Override
    public String what() {
      return "propose";
    }
  }

  /** A server has loaded, verified and warmed the candidate. */
  record Prepared(String rollout, NodeName node) implements ReleaseEvent {
    @Override
    public String what() {
      return "prepared";
    }
  }

  /** A server cannot load the candidate. */
  record PrepareFailed(String rollout, NodeName node, String why) implements ReleaseEvent {
    @Override
    public String what() {
      return "prepare-failed";
    }
  }

  /** A server is no longer there; nobody waits for it. */
  record NodeGone(NodeName node) implements ReleaseEvent {
    @Override
    public String what() {
      return "node-gone";
    }
  }

  /** A look at the answers since the candidate got its first share. */
  record Look(ArmTally candidate, ArmTally before) implements ReleaseEvent {
    @Override
    public String what() {
      return "look";
    }
  }

  /**
   * Somebody wants back what was live before, or takes a candidate off its way.
   *
   * @param version a version that was live before; the last one when empty
   */
  record RollBack(OptionalInt version, String why) implements ReleaseEvent {
    @Override
    public String what() {
      return "roll-back";
    }
  }
}
