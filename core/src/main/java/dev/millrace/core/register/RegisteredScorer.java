package dev.millrace.core.register;

import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.validate.SchemaJson;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonReader;
import dev.millrace.scorer.DecisionPolicy;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.Stores;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model version loaded for use: the scorer, checked against its name, and what was stated about
 * it when it was registered.
 *
 * @param schema how its raw columns are read
 * @param decision how a class is chosen; empty for a scorer of amounts
 */
public record RegisteredScorer(
    ModelVersion version, Scorer scorer, TableSchema schema, Optional<DecisionPolicy> decision) {

  /**
   * Loads a version of a model: the champion unless a number is given. MODEL_UNKNOWN,
   * MODEL_VERSION_UNKNOWN, BLOB_MISSING, BLOB_CORRUPT, SCORER_CORRUPT.
   */
  public static RegisteredScorer load(
      Stores stores, BlobStore blobs, ProjectName project, ModelName model, OptionalInt wanted) {
    RegisteredModel registered = stores.registryQueries().loadModel(project, model);
    int number =
        wanted.isPresent()
            ? wanted.getAsInt()
            : registered
                .champion()
                .orElseThrow(
                    () ->
                        Problem.of(ErrorCode.MODEL_VERSION_UNKNOWN, "the model has no champion yet")
                            .found(model.value())
                            .next("Name a version with --model-version, or choose one.")
                            .asException());
    ModelVersion version = stores.registryQueries().loadVersion(project, model, number);
    Scorer scorer = ScorerPackage.read(BlobBytes.read(blobs, version.scorer())).scorer();
    List<EvidenceRecord> evidence = stores.evidence().list(project, version.scorer());
    TableSchema schema =
        SchemaJson.schema(JsonReader.read(statement(blobs, evidence, ReleaseContents.SCHEMA)));
    Optional<DecisionPolicy> decision =
        scorer.output().labels().isEmpty()
            ? Optional.empty()
            : Optional.of(
                StatedDecision.read(
                    statement(blobs, evidence, ReleaseContents.DECISION), scorer.output()));
    return new RegisteredScorer(version, scorer, schema, decision);
  }

  /** The newest statement of a kind. */
  private static byte[] statement(
      BlobStore blobs, List<EvidenceRecord> evidence, EvidenceKind kind) {
    Optional<EvidenceRecord> newest =
        evidence.stream()
            .filter(record -> record.evidence().kind().equals(kind))
            .reduce((first, second) -> second);
    return BlobBytes.read(
        blobs,
        newest
            .orElseThrow(
                () ->
                    Problem.of(ErrorCode.STORE_CORRUPT, "a statement about the scorer is missing")
                        .found(kind.value())
                        .next("Run the pipeline again to register a new version.")
                        .asException())
            .evidence()
            .blob());
  }
}
