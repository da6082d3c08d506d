package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.ErasedContent;
import dev.millrace.spi.store.Erasure;
import dev.millrace.spi.store.ErasureStep;
import dev.millrace.spi.store.ErasureStore;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.RecordedResult;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.testkit.store.MemoryTables.InProject;
import dev.millrace.testkit.store.MemoryTables.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Persons who were erased, in memory. */
final class MemoryErasures implements ErasureStore {
  private final MemoryTables tables;
  private final MemoryEvents events;

  MemoryErasures(MemoryTables tables, MemoryEvents events) {
    this.tables = tables;
    this.events = events;
  }

  @Override
  public Erasure begin(Change change, String field, Digest person) {
    synchronized (tables) {
      var _ =
          events.replayed(change, EventAction.ERASURE_BEGIN, ChangeRequests.erasure(field, person));
      Optional<Erasure> known =
          list(change.project()).stream()
              .filter(erasure -> erasure.person().equals(person))
              .findFirst();
      if (known.isPresent()) {
        return known.get();
      }
      Erasure erasure =
          new Erasure(
              tables.erasures.size() + 1L,
              person,
              field,
              change.actor(),
              change.reason(),
              change.at());
      events.commit(
          change,
          List.of(EventDrafts.erasing(erasure)),
          () -> tables.erasures.add(new InProject<>(change.project(), erasure)));
      return erasure;
    }
  }

  @Override
  public void replace(Change change, ErasureStep step) {
    synchronized (tables) {
      if (events
          .replayed(change, EventAction.ERASURE_REPLACE, ChangeRequests.of(step))
          .isPresent()) {
        return;
      }
      boolean known =
          stages(change.project())
              .anyMatch(stage -> stage.commit().result().digest().equals(step.old()));
      if (!known) {
        throw StoreProblems.resultUnknown(step.old());
      }
      events.commit(change, List.of(EventDrafts.replaced(step)), () -> put(change.project(), step));
    }
  }

  private void put(ProjectName project, ErasureStep step) {
    for (Map.Entry<InProject<RunId>, Run> run : tables.runs.entrySet()) {
      if (run.getKey().project().equals(project)) {
        run.getValue().stages().replaceAll(stage -> replaced(stage, step));
      }
    }
    tables
        .results
        .entrySet()
        .removeIf(
            stored ->
                stored.getKey().project().equals(project)
                    && stored.getValue().result().digest().equals(step.old()));
    tables.collected.remove(new InProject<>(project, step.old()));
    for (ErasedContent content : step.contents()) {
      boolean there =
          contents(project).stream()
              .anyMatch(
                  known ->
                      known.old().equals(content.old()) && known.kind().equals(content.kind()));
      if (!there) {
        tables.erased.add(new InProject<>(project, content));
      }
    }
  }

  private static StageRecord replaced(StageRecord stage, ErasureStep step) {
    StageCommit commit = stage.commit();
    return commit.result().digest().equals(step.old())
        ? new StageRecord(
            stage.ordinal(),
            new StageCommit(
                commit.stage(),
                commit.kind(),
                commit.key(),
                commit.origin(),
                commit.inputs(),
                commit.outputs(),
                step.now(),
                commit.started(),
                commit.ended()),
            stage.replaced())
        : stage;
  }

  @Override
  public List<RecordedResult> results(ProjectName project, Optional<Digest> after, int limit) {
    synchronized (tables) {
      Map<Digest, RecordedResult> found = new TreeMap<>();
      stages(project)
          .map(StageRecord::commit)
          .sorted(Comparator.comparing((StageCommit commit) -> commit.stage().value()))
          .forEach(
              commit -> {
                StageResult result = commit.result();
                found.putIfAbsent(
                    result.digest(), new RecordedResult(result.digest(), commit.stage(), result));
              });
      return found.values().stream()
          .filter(result -> after.isEmpty() || result.digest().compareTo(after.get()) > 0)
          .limit(limit)
          .toList();
    }
  }

  private Stream<StageRecord> stages(ProjectName project) {
    return tables.runs.entrySet().stream()
        .filter(run -> run.getKey().project().equals(project))
        .flatMap(run -> run.getValue().stages().stream());
  }

  @Override
  public List<Erasure> list(ProjectName project) {
    synchronized (tables) {
      return tables.erasures.stream()
          .filter(erasure -> erasure.project().equals(project))
          .map(InProject::id)
          .toList();
    }
  }

  @Override
  public List<ErasedContent> contents(ProjectName project) {
    synchronized (tables) {
      return tables.erased.stream()
          .filter(content -> content.project().equals(project))
          .map(InProject::id)
          .sorted(
              Comparator.comparing((ErasedContent content) -> content.old())
                  .thenComparing(ErasedContent::kind))
          .toList();
    }
  }
}
