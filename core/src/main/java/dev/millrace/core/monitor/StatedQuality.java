package dev.millrace.core.monitor;

import dev.millrace.core.evaluate.CostMatrix;
import dev.millrace.core.evaluate.EvaluationJson;
import dev.millrace.core.register.BlobBytes;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.util.Optional;
import java.util.function.Function;

/** Versions are measured by the newest evaluation that was stated about their scorers. */
public final class StatedQuality implements QualityMonitor.QualityBases {
  private static final EvidenceKind EVALUATION = new EvidenceKind("evaluation");

  private final Stores stores;
  private final BlobStore blobs;
  private final ProjectName project;
  private final Function<ReleaseTarget, MonitorSettings> settings;
  private final Function<ReleaseTarget, CostMatrix> costs;

  public StatedQuality(
      Stores stores,
      BlobStore blobs,
      ProjectName project,
      Function<ReleaseTarget, MonitorSettings> settings,
      Function<ReleaseTarget, CostMatrix> costs) {
    this.stores = stores;
    this.blobs = blobs;
    this.project = project;
    this.settings = settings;
    this.costs = costs;
  }

  @Override
  public Optional<QualityBasis> find(ReleaseTarget target, int version) {
    Digest scorer;
    try {
      scorer = stores.registryQueries().loadVersion(project, target.model(), version).scorer();
    } catch (MillraceException e) {
      if (e.code() == ErrorCode.MODEL_UNKNOWN || e.code() == ErrorCode.MODEL_VERSION_UNKNOWN) {
        return Optional.empty(); // the log of another home
      }
      throw e;
    }
    return stores.evidence().list(project, scorer).stream()
        .map(record -> record.evidence())
        .filter(evidence -> evidence.kind().equals(EVALUATION))
        .reduce((first, second) -> second)
        .map(
            evidence ->
                new QualityBasis(
                    EvaluationJson.evaluation(
                        JsonReader.read(BlobBytes.read(blobs, evidence.blob()))),
                    costs.apply(target)));
  }

  @Override
  public MonitorSettings settings(ReleaseTarget target) {
    return settings.apply(target);
  }
}
