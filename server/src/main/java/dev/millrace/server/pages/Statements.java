package dev.millrace.server.pages;

import dev.millrace.json.Json;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.ModelVersion;
import java.util.List;
import java.util.Optional;

/**
 * What was stated about the scorer of a version. Versions of several models, made by several
 * pipelines, may be the same scorer; what was stated of a version is what was stated first once it
 * was registered, and what was said later is a judgement of its own.
 *
 * @param all oldest first
 */
record Statements(Sources sources, ModelVersion version, List<EvidenceRecord> all) {
  Statements {
    all = List.copyOf(all);
  }

  static Statements of(Sources sources, ModelVersion version) {
    return new Statements(
        sources, version, sources.stores().evidence().list(sources.project(), version.scorer()));
  }

  List<EvidenceRecord> of(String kind) {
    EvidenceKind wanted = new EvidenceKind(kind);
    return all.stream().filter(record -> record.evidence().kind().equals(wanted)).toList();
  }

  /** The statement that belongs to the version; the last one before it where none followed. */
  Optional<EvidenceRecord> own(String kind) {
    List<EvidenceRecord> records = of(kind);
    return records.stream()
        .filter(record -> !record.at().isBefore(version.at()))
        .findFirst()
        .or(() -> records.isEmpty() ? Optional.empty() : Optional.of(records.getLast()));
  }

  Json content(EvidenceRecord record) {
    return sources.json(record.evidence().blob());
  }
}
