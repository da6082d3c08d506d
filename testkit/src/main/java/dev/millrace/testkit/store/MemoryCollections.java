package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.CollectedResult;
import dev.millrace.spi.store.CollectionEnd;
import dev.millrace.spi.store.CollectionPart;
import dev.millrace.spi.store.CollectionStore;
import dev.millrace.spi.store.CondemnedResult;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StageUse;
import dev.millrace.spi.store.UsePage;
import dev.millrace.testkit.store.MemoryTables.InProject;
import dev.millrace.testkit.store.MemoryTables.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What collections ask and write, in memory. */
final class MemoryCollections implements CollectionStore {
  private final MemoryTables tables;
  private final MemoryEvents events;

  MemoryCollections(MemoryTables tables, MemoryEvents events) {
    this.tables = tables;
    this.events = events;
  }

  @Override
  public UsePage uses(long before, int runs) {
    synchronized (tables) {
      List<Map.Entry<InProject<RunId>, Run>> page =
          tables.runs.entrySet().stream()
              .filter(run -> run.getValue().summary().sequence() < before)
              .sorted(
                  Comparator.comparingLong(
                      (Map.Entry<InProject<RunId>, Run> run) ->
                          -run.getValue().summary().sequence()))
              .limit(runs)
              .toList();
      List<StageUse> uses = new ArrayList<>();
      for (Map.Entry<InProject<RunId>, Run> run : page) {
        for (StageRecord stage : run.getValue().stages()) {
          Digest result = stage.commit().result().digest();
          if (!stage.commit().result().blobs().isEmpty()
              && find(run.getKey().project(), result).isEmpty()) {
            uses.add(use(run.getKey().project(), run.getValue().summary(), stage));
          }
        }
      }
      return new UsePage(
          uses, page.size() < runs ? 0 : page.getLast().getValue().summary().sequence());
    }
  }

  private StageUse use(ProjectName project, RunSummary run, StageRecord stage) {
    return new StageUse(
        project,
        run.sequence(),
        run.run(),
        run.pipeline(),
        stage.commit().stage(),
        stage.commit().result().digest(),
        stage.commit().result().blobs(),
        stage.commit().ended(),
        bond(project, run));
  }

  private StageUse.Bond bond(ProjectName project, RunSummary run) {
    boolean held =
        Optional.ofNullable(tables.leases.get(new InProject<>(project, run.pipeline())))
            .flatMap(lease -> lease.holder())
            .filter(holder -> holder.run().equals(run.run()))
            .isPresent();
    if (held) {
      return StageUse.Bond.UNDER_WAY;
    }
    boolean registered =
        tables.models(project).values().stream()
            .flatMap(model -> model.versions().stream())
            .anyMatch(version -> version.lineage().run().equals(run.run()));
    return registered ? StageUse.Bond.REGISTERED : StageUse.Bond.NONE;
  }

  @Override
  public List<Digest> stated(Optional<Digest> after, int limit) {
    synchronized (tables) {
      Stream<Digest> scorers =
          tables.models.values().stream()
              .flatMap(models -> models.values().stream())
              .flatMap(model -> model.versions().stream())
              .map(version -> version.scorer());
      Stream<Digest> statements =
          tables.evidence.stream().map(statement -> statement.evidence().evidence().blob());
      return Stream.concat(scorers, statements)
          .filter(digest -> after.isEmpty() || digest.compareTo(after.get()) > 0)
          .distinct()
          .sorted()
          .limit(limit)
          .toList();
    }
  }

  @Override
  public List<CondemnedResult> begin(Change change, CollectionPart part) {
    synchronized (tables) {
      if (events
          .replayed(change, EventAction.COLLECTION_BEGIN, ChangeRequests.of(part))
          .isPresent()) {
        return part.results().stream()
            .filter(result -> isOf(part.collection(), find(result.project(), result.result())))
            .toList();
      }
      List<CondemnedResult> taken =
          part.results().stream().filter(result -> !isUsedSince(part, result)).toList();
      events.commit(
          change,
          List.of(EventDrafts.collecting(part, taken)),
          () -> taken.forEach(result -> take(change, part, result)));
      return taken;
    }
  }

  private static boolean isOf(String collection, Optional<CollectedResult> known) {
    return known.filter(result -> result.collection().equals(collection)).isPresent();
  }

  private void take(Change change, CollectionPart part, CondemnedResult result) {
    tables
        .results
        .entrySet()
        .removeIf(
            stored ->
                stored.getKey().project().equals(result.project())
                    && stored.getValue().result().digest().equals(result.result()));
    tables.collected.put(
        new InProject<>(result.project(), result.result()),
        new CollectedResult(result.result(), result.kind(), part.collection(), change.at()));
  }

  private boolean isUsedSince(CollectionPart part, CondemnedResult result) {
    return tables.runs.entrySet().stream()
        .filter(run -> run.getKey().project().equals(result.project()))
        .flatMap(run -> run.getValue().stages().stream())
        .filter(stage -> stage.commit().result().digest().equals(result.result()))
        .anyMatch(stage -> !stage.commit().ended().isBefore(part.marked()));
  }

  @Override
  public void end(Change change, CollectionEnd end) {
    synchronized (tables) {
      if (events.replayed(change, EventAction.COLLECTION_END, ChangeRequests.of(end)).isEmpty()) {
        events.commit(change, List.of(EventDrafts.collected(end)), () -> {});
      }
    }
  }

  @Override
  public Optional<CollectedResult> find(ProjectName project, Digest result) {
    synchronized (tables) {
      return Optional.ofNullable(tables.collected.get(new InProject<>(project, result)));
    }
  }
}
