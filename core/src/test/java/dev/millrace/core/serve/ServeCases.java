package dev.millrace.core.serve;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.feature.Emission;
import dev.millrace.feature.FeatureName;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.json.Json;
import dev.millrace.model.ConstantModel;
import dev.millrace.model.OutputMapping;
import dev.millrace.scorer.DecisionPolicy;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.VersionLineage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words of the serving tests: a model of one number, registered version by version. */
final class ServeCases {
  static final ProjectName PROJECT = new ProjectName("default");
  static final ModelName TIPS = new ModelName("tips");
  static final ReleaseTarget LIVE = ReleaseTarget.production(TIPS);
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Actor ANN = new Actor("ann", Actor.Standing.UNVERIFIED);

  private ServeCases() {}

  static Change change(String key, Instant at) {
    return new Change(PROJECT, ANN, "because", key, at);
  }

  /** A scorer that says the same of every row: its margin. */
  static ScorerPackage scorer(double margin) {
    ColumnName fare = new ColumnName("fare");
    return ScorerPackage.of(
        new Scorer(
            new FeaturePlan(
                new Fields(List.of(new Field(fare, ColumnType.FLOAT64))),
                List.of(),
                List.of(new FeatureOutput(new FeatureName("fare"), fare, Emission.NUMBER))),
            ConstantModel.of(1, margin),
            OutputMapping.binary("no", "yes")));
  }

  /** Registers a version that says {@code margin}, with all that serving needs. */
  static ReleaseContent register(Stores stores, BlobStore blobs, double margin, int run) {
    ScorerPackage scorer = scorer(margin);
    var digest = blobs.put(scorer.bytes());
    ModelVersion version =
        stores
            .registry()
            .register(
                change("register" + run, NOON),
                new Registration(
                    TIPS,
                    digest,
                    new VersionLineage(
                        new RunId(String.format(Locale.ROOT, "%032x", run)),
                        digest,
                        digest,
                        digest,
                        "constant 1",
                        Json.members().build(),
                        1,
                        "build",
                        "25",
                        Json.members().build()),
                    List.of(),
                    Optional.empty()));
    var decision = blobs.put(new DecisionPolicy.Threshold(0.5f).bytes());
    var _ =
        stores
            .evidence()
            .append(
                change("state" + run, NOON),
                new Evidence(digest, ReleaseContents.DECISION, decision));
    return ReleaseContents.of(stores, PROJECT, version);
  }
}
