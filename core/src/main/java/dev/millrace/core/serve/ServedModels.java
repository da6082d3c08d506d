package dev.millrace.core.serve;

import dev.millrace.core.register.BlobBytes;
import dev.millrace.core.register.CallerFields;
import dev.millrace.core.register.StatedDecision;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.scorer.DecisionPolicy;
import dev.millrace.scorer.RowReader;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;
import java.util.Optional;

/** Loads what is released. */
public final class ServedModels {
  private final BlobStore blobs;
  private final TrafficTallies tallies;

  public ServedModels(BlobStore blobs, TrafficTallies tallies) {
    this.blobs = blobs;
    this.tallies = tallies;
  }

  BlobStore blobs() {
    return blobs;
  }

  /**
   * Loads, verifies and warms a content; reads files, so not for an event loop. BLOB_MISSING,
   * BLOB_CORRUPT, SCORER_CORRUPT, STORE_CORRUPT when a statement it needs is not there.
   */
  public ServedModel load(ReleaseTarget target, ReleaseContent content) {
    Scorer scorer = ScorerPackage.read(BlobBytes.read(blobs, content.scorer())).scorer();
    Optional<DecisionPolicy> decision =
        scorer.output().labels().isEmpty()
            ? Optional.empty()
            : Optional.of(
                StatedDecision.read(BlobBytes.read(blobs, stated(content)), scorer.output()));
    ServedModel model =
        new ServedModel(
            content,
            scorer,
            new RowReader(scorer.inputs()).letting(CallerFields.ofSchema(blobs, content)),
            RequestChecks.of(CallerFields.schema(blobs, content), scorer),
            decision,
            tallies.open(target, content, scorer),
            new ArmCounter(),
            new CircuitBreaker());
    WarmUp.run(model);
    return model;
  }

  private static Digest stated(ReleaseContent content) {
    Digest blob = content.statements().get(ReleaseContents.DECISION);
    if (blob == null) {
      throw Problem.of(ErrorCode.STORE_CORRUPT, "a release says nothing of how to decide")
          .found("version " + content.version())
          .next("Run the pipeline again to register a new version.")
          .asException();
    }
    return blob;
  }
}
