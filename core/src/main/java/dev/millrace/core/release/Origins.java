package dev.millrace.core.release;

import dev.millrace.digest.Digest;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.EvidenceStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was stated about where a scorer comes from. */
public final class Origins {
  private final EvidenceStore evidence;
  private final BlobStore blobs;

  public Origins(EvidenceStore evidence, BlobStore blobs) {
    this.evidence = evidence;
    this.blobs = blobs;
  }

  /**
   * Every statement about a scorer, oldest first; none about what was registered before runs stated
   * it. BLOB_MISSING, BLOB_CORRUPT: a statement that cannot be read may hold a demand.
   */
  public List<Origin> list(ProjectName project, Digest scorer) {
    return evidence.list(project, scorer).stream()
        .map(record -> record.evidence())
        .filter(statement -> statement.kind().equals(Origin.KIND))
        .map(statement -> read(statement.blob()))
        .toList();
  }

  private Origin read(Digest blob) {
    try (InputStream in = blobs.open(blob)) {
      return Origin.fromJson(JsonReader.read(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What stands between a scorer and its release. A demand that was made once holds for the scorer,
   * also when a later run that ends in the same scorer makes none.
   */
  Clearance clearance(
      ProjectName project, Digest scorer, EnvironmentName environment, Actor proposer) {
    List<Origin> origins = list(project, scorer);
    ReleaseDemands demands =
        origins.stream()
            .map(Origin::demands)
            .reduce(ReleaseDemands.NONE, ReleaseDemands::and)
            .in(environment);
    SortedSet<String> involved = new TreeSet<>();
    involved.add(proposer.name());
    origins.forEach(origin -> involved.add(origin.actor().name()));
    boolean clean = origins.stream().anyMatch(origin -> origin.code().isCommitted());
    return new Clearance(
        demands.approval() == ReleaseDemands.Approval.SECOND_PERSON,
        involved,
        demands.committed() && !clean
            ? Optional.of(origins.getLast().code().text())
            : Optional.empty());
  }
}
