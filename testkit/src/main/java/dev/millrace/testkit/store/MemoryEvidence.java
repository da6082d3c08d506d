package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.EvidenceStore;
import dev.millrace.testkit.store.MemoryTables.Statement;
import java.util.List;
import java.util.Optional;

/** Statements about scorers in memory. */
final class MemoryEvidence implements EvidenceStore {
  private final MemoryTables tables;
  private final MemoryEvents events;

  MemoryEvidence(MemoryTables tables, MemoryEvents events) {
    this.tables = tables;
    this.events = events;
  }

  @Override
  public EvidenceRecord append(Change change, Evidence evidence) {
    synchronized (tables) {
      Optional<Event> first =
          events.replayed(change, EventAction.EVIDENCE_APPEND, ChangeRequests.of(evidence));
      if (first.isPresent()) {
        int sequence = JsonObject.of(first.get().draft().detail()).integer("sequence");
        return tables.evidence.get(sequence - 1).evidence();
      }
      EvidenceRecord record =
          new EvidenceRecord(
              tables.evidence.size() + 1L, evidence, change.actor(), change.reason(), change.at());
      events.commit(
          change,
          List.of(EventDrafts.appended(evidence, record.sequence())),
          () -> tables.evidence.add(new Statement(change.project(), record)));
      return record;
    }
  }

  @Override
  public List<EvidenceRecord> list(ProjectName project, Digest scorer) {
    synchronized (tables) {
      return tables.evidence.stream()
          .filter(statement -> statement.project().equals(project))
          .map(Statement::evidence)
          .filter(record -> record.evidence().scorer().equals(scorer))
          .toList();
    }
  }
}
