package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageResults;
import dev.millrace.spi.store.StoredResult;
import dev.millrace.testkit.store.MemoryTables.InProject;
import java.util.List;
import java.util.Optional;

/** Results of PURE stages in memory. */
final class MemoryResults implements StageResults {
  private final MemoryTables tables;
  private final MemoryEvents events;

  MemoryResults(MemoryTables tables, MemoryEvents events) {
    this.tables = tables;
    this.events = events;
  }

  @Override
  public Optional<StoredResult> find(ProjectName project, Digest key) {
    synchronized (tables) {
      return Optional.ofNullable(tables.results.get(new InProject<>(project, key)));
    }
  }

  @Override
  public void forget(Change change, Digest key) {
    synchronized (tables) {
      if (events
          .replayed(change, EventAction.RESULT_FORGET, ChangeRequests.forget(key))
          .isEmpty()) {
        events.commit(
            change,
            List.of(EventDrafts.forgotten(key)),
            () -> tables.results.remove(new InProject<>(change.project(), key)));
      }
    }
  }

  /** The other result that is stored under the key of a commit. */
  Optional<Digest> replacedBy(ProjectName project, StageCommit commit) {
    return commit
        .key()
        .map(key -> tables.results.get(new InProject<>(project, key)))
        .map(stored -> stored.result().digest())
        .filter(digest -> !digest.equals(commit.result().digest()));
  }

  void store(Change change, RunId run, StageCommit commit) {
    if (commit.key().isPresent()) {
      InProject<Digest> key = new InProject<>(change.project(), commit.key().get());
      StoredResult before = tables.results.get(key);
      if (before == null || !before.result().equals(commit.result())) {
        tables.results.put(key, new StoredResult(commit.result(), run, change.at()));
      }
    }
  }
}
