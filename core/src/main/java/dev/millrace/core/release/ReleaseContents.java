package dev.millrace.core.release;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.Stores;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is released with a version: the newest statements of the kinds that serving needs. */
public final class ReleaseContents {
  /** How raw columns are read and checked. */
  public static final EvidenceKind SCHEMA = new EvidenceKind("schema");

  /** How a score becomes a decision; a scorer of amounts has none. */
  public static final EvidenceKind DECISION = new EvidenceKind("decision");

  /** What traffic is compared with. */
  public static final EvidenceKind REFERENCE = new EvidenceKind("reference");

  private static final Set<EvidenceKind> SERVED = Set.of(SCHEMA, DECISION, REFERENCE);

  private ReleaseContents() {}

  /** The content of a version as it is stated now. */
  public static ReleaseContent of(Stores stores, ProjectName project, ModelVersion version) {
    SortedMap<EvidenceKind, Digest> statements = new TreeMap<>();
    for (EvidenceRecord record : stores.evidence().list(project, version.scorer())) {
      if (SERVED.contains(record.evidence().kind())) {
        statements.put(record.evidence().kind(), record.evidence().blob());
      }
    }
    return new ReleaseContent(version.version(), version.scorer(), statements);
  }
}
