package dev.millrace.spi.store;

import dev.millrace.spi.id.ProjectName;
import java.util.List;

/**
 * Reads of the events of a home. Events are written by the changes themselves, in the same
 * transaction, and by nothing else.
 */
public interface EventLog {
  /**
   * Events of a project with an id above {@code after}, in order.
   *
   * @param limit 1 to 1,000
   */
  List<Event> read(ProjectName project, long after, int limit);

  /**
   * Events of all projects with an id above {@code after}, in order: the chain itself.
   *
   * @param limit 1 to 1,000
   */
  List<Event> read(long after, int limit);

  /**
   * The newest events of a project, newest first.
   *
   * @param limit 1 to 1,000
   */
  List<Event> newest(ProjectName project, int limit);

  /** Recomputes the whole chain, every project's events, and names the first that is broken. */
  ChainCheck verify();
}
