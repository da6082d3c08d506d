package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import java.util.List;

/** Statements about scorers; they are added and never changed. */
public interface EvidenceStore {
  EvidenceRecord append(Change change, Evidence evidence);

  /** Every statement about a scorer, oldest first. */
  List<EvidenceRecord> list(ProjectName project, Digest scorer);
}
