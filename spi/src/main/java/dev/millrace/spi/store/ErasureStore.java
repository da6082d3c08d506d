package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import java.util.List;
import java.util.Optional;

/** Persons who were erased, and what took the place of what held them. */
public interface ErasureStore {
  /** Records that a person is to be erased; of one who was before, what was recorded then. */
  Erasure begin(Change change, String field, Digest person);

  /**
   * Puts one result in the place of another, in every stage that gave it; it is offered for reuse
   * no more. CONFLICT when no stage has the old one. One transaction with its event, which says
   * digests and counts.
   */
  void replace(Change change, ErasureStep step);

  /**
   * Results of a project in the order of their digests.
   *
   * @param after the last one that is known already
   * @param limit 1 to 1,000
   */
  List<RecordedResult> results(ProjectName project, Optional<Digest> after, int limit);

  /** Every erasure, oldest first; at most 100,000. */
  List<Erasure> list(ProjectName project);

  /** Everything that took the place of something, by the old digest; at most 100,000. */
  List<ErasedContent> contents(ProjectName project);
}
