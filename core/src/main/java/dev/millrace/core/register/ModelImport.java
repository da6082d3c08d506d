package dev.millrace.core.register;

import dev.millrace.core.release.CodeRevision;
import dev.millrace.core.release.Origin;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseDemands;
import dev.millrace.core.validate.SchemaJson;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.VersionLineage;
import java.util.List;
import java.util.Optional;

/**
 * Registers imported scorers. The model file is kept and stated about the scorer; the version's
 * data is the file, since nothing is known of the rows it was trained on.
 */
public final class ModelImport {
  /** The statement that holds the file a scorer was imported from. */
  public static final EvidenceKind FILE = new EvidenceKind("model-file");

  private final Stores stores;
  private final BlobStore blobs;

  public ModelImport(Stores stores, BlobStore blobs) {
    this.stores = stores;
    this.blobs = blobs;
  }

  /** The version of a model that is this scorer already. */
  public Optional<ModelVersion> find(Change change, ModelName model, ImportedScorer imported) {
    Digest scorer = ScorerPackage.of(imported.scorer()).digest();
    try {
      return stores.registryQueries().listVersions(change.project(), model).stream()
          .filter(version -> version.scorer().equals(scorer))
          .findFirst();
    } catch (MillraceException e) {
      if (e.code() == ErrorCode.MODEL_UNKNOWN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Registers a scorer as the next version of a model, with everything that serving needs.
   *
   * @param run names the import
   * @param file bytes the scorer was read from
   * @param fileName what the file is called, for people
   * @param program version of this program
   */
  public ModelVersion register(
      Change change,
      RunId run,
      ModelName model,
      ImportedModel content,
      ImportedScorer imported,
      byte[] file,
      String fileName,
      String program) {
    Digest scorer = blobs.put(ScorerPackage.of(imported.scorer()).bytes());
    Digest source = blobs.put(file);
    ModelVersion version =
        stores
            .registry()
            .register(
                change,
                new Registration(
                    model,
                    scorer,
                    lineage(run, source, content, imported, program),
                    List.of(),
                    Optional.empty()));
    state(change, scorer, FILE, source);
    state(change, scorer, Origin.KIND, blobs.put(origin(change, run, source, fileName).bytes()));
    state(
        change,
        scorer,
        ReleaseContents.SCHEMA,
        blobs.put(CanonicalJson.bytes(SchemaJson.of(imported.schema().withoutReasons()))));
    imported
        .decision()
        .ifPresent(
            policy -> state(change, scorer, ReleaseContents.DECISION, blobs.put(policy.bytes())));
    return version;
  }

  private static VersionLineage lineage(
      RunId run, Digest file, ImportedModel content, ImportedScorer imported, String program) {
    return new VersionLineage(
        run,
        file,
        SchemaYaml.digest(imported.schema()),
        imported.scorer().plan().digest(),
        "imported " + content.form() + " " + content.objective(),
        Json.members()
            .put("imported", content.form())
            .put("objective", content.objective())
            .put("file", file.hex())
            .build(),
        0,
        program,
        Runtime.version().toString(),
        Json.members().build());
  }

  private static Origin origin(Change change, RunId run, Digest file, String fileName) {
    return new Origin(
        run,
        change.actor(),
        CodeRevision.unknown("the model was imported from a file"),
        ReleaseDemands.NONE,
        "imported from " + fileName,
        file);
  }

  private void state(Change change, Digest scorer, EvidenceKind kind, Digest blob) {
    Change own =
        new Change(
            change.project(),
            change.actor(),
            change.reason(),
            change.key() + ":" + kind,
            change.at());
    stores.evidence().append(own, new Evidence(scorer, kind, blob));
  }
}
