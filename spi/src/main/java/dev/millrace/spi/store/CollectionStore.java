package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import java.util.List;
import java.util.Optional;

/**
 * What a collection of garbage asks the record and writes into it. Blobs are shared by the projects
 * of a home, so that reads here are of all of them.
 */
public interface CollectionStore {
  /**
   * Stages whose results name blobs and are not collected, of newer runs first.
   *
   * @param before {@code Long.MAX_VALUE}, then {@link UsePage#next()}
   * @param runs how many runs are looked at, 1 to 1,000
   */
  UsePage uses(long before, int runs);

  /**
   * Scorers of versions, and statements about scorers, in the order of their digests, each once.
   *
   * @param after the last one that is known already
   * @param limit 1 to 100,000
   */
  List<Digest> stated(Optional<Digest> after, int limit);

  /**
   * Before the blobs of results are removed: offers the results for reuse no more and records that
   * they are collected, in one transaction with its event. Results that a stage has used since the
   * look are left as they are. Gives those that may go; again for a repeated change.
   */
  List<CondemnedResult> begin(Change change, CollectionPart part);

  /** Once blobs are removed: records how much that was. */
  void end(Change change, CollectionEnd end);

  /** Whether the blobs of a result were collected and not made again. */
  Optional<CollectedResult> find(ProjectName project, Digest result);
}
