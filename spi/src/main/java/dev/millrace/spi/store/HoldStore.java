package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import java.util.List;
import java.util.Optional;

/** Legal holds: what must be neither collected nor erased while they are in force. */
public interface HoldStore {
  /** Places a hold; CONFLICT when {@link #MOST} are in force already. */
  Hold place(Change change, HoldDraft draft);

  /** Gives a hold up; CONFLICT when there is none of that number or it is not in force. */
  Hold release(Change change, long number);

  /** Every hold of a project, released ones too, newest first; at most 10,000. */
  List<Hold> list(ProjectName project);

  /**
   * Contents that holds in force name, in all projects, in the order of their digests, each once.
   *
   * @param after the last one that is known already
   * @param limit 1 to 100,000
   */
  List<Digest> held(Optional<Digest> after, int limit);

  /** The oldest hold in force, of any project, that names a content. */
  Optional<Hold> holding(Digest content);

  /** Holds on persons that are in force; newest first. */
  default List<Hold> persons(ProjectName project) {
    return list(project).stream()
        .filter(hold -> hold.isInForce() && hold.person().isPresent())
        .toList();
  }

  /** How many may be in force in a home at a time. */
  int MOST = 1_000;
}
