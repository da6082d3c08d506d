package dev.millrace.core.release;

import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ReleaseContent;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
   * @param clearance what is demanded of it; {@link Releases} puts in what is, whatever is given
   */
  record Propose(
      String id,
      ReleaseContent content,
      ReleaseStrategy strategy,
      SortedSet<NodeName> servers,
      Clearance clearance)
      implements ReleaseEvent {
    public Propose {
      Objects.requireNonNull(id);
      Objects.requireNonNull(content);
      Objects.requireNonNull(strategy);
      servers = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(servers));
      Objects.requireNonNull(clearance);
    }

    /** A proposal of which nothing is known to be demanded. */
    public Propose(
        String id, ReleaseContent content, ReleaseStrategy strategy, SortedSet<NodeName> servers) {
      this(id, content, strategy, servers, Clearance.FREE);
    }

    Propose demanding(Clearance found) {
      return new Propose(id, content, strategy, servers, found);
    }

    @Override
    public String what() {
      return "propose";
    }
  }

  /**
   * Somebody agrees to what was proposed.
   *
   * @param version the version that was looked at; refused when another one waits meanwhile
   * @param by who agrees, which is who makes the change
   * @param servers the servers that must load it first; none when nobody serves
   */
  record Approve(int version, Actor by, SortedSet<NodeName> servers) implements ReleaseEvent {
    public Approve {
      Objects.requireNonNull(by);
      servers = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(servers));
    }

    @Override
    public String what() {
      return "approve";
    }
  }

  /**
   * Somebody does not agree, or takes the own proposal back.
   *
   * @param version the version that was looked at
   */
  record Reject(int version, Actor by, String why) implements ReleaseEvent {
    public Reject {
      Objects.requireNonNull(by);
      Objects.requireNonNull(why);
    }

    @Override
    public String what() {
      return "reject";
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
  record Look(ArmTally candidate, ArmTally before, ShadowTally shadow) implements ReleaseEvent {
    public Look {
      Objects.requireNonNull(candidate);
      Objects.requireNonNull(before);
      Objects.requireNonNull(shadow);
    }

    /** A look at a candidate that is no shadow. */
    public Look(ArmTally candidate, ArmTally before) {
      this(candidate, before, ShadowTally.NONE);
    }

    @Override
    public String what() {
      return "look";
    }
  }

  /**
   * Somebody wants back what was live before, or takes a candidate off its way.
   *
   * @param version a version that was live before; the last one when empty
   * @param epoch the epoch that whoever asks has seen; whichever is in force when empty
   */
  record RollBack(OptionalInt version, OptionalLong epoch, String why) implements ReleaseEvent {
    /** Back from whatever is in force. */
    public RollBack(OptionalInt version, String why) {
      this(version, OptionalLong.empty(), why);
    }

    @Override
    public String what() {
      return "roll-back";
    }
  }
}
