package dev.millrace.cli;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.validate.SchemaJson;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.digest.Digest;
import dev.millrace.feature.Emission;
import dev.millrace.feature.Encode;
import dev.millrace.feature.FeatureName;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Otherwise;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.model.LinearModel;
import dev.millrace.model.OutputMapping;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.VersionLineage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A registered model of a number and a text, made without training: 1 / (1 + exp(-(x - ok))). */
final class SmallModel {
  static final ModelName NAME = new ModelName("small");

  private SmallModel() {}

  static Scorer scorer() {
    return scorer(1);
  }

  /** One in which the number has this weight. */
  static Scorer scorer(double weight) {
    ColumnName kind = new ColumnName("kind");
    ColumnName code = new ColumnName("kind.1");
    FeaturePlan plan =
        new FeaturePlan(
            new Fields(
                List.of(Field.of("x", ColumnType.FLOAT64), Field.of("kind", ColumnType.UTF8))),
            List.of(
                new Encode(
                    kind, code, Vocabulary.of(List.of("ok")), Otherwise.IGNORE, Otherwise.IGNORE)),
            List.of(
                new FeatureOutput(new FeatureName("x"), new ColumnName("x"), Emission.NUMBER),
                new FeatureOutput(new FeatureName("kind"), code, Emission.ONE_HOT)));
    return new Scorer(
        plan,
        LinearModel.of(2, new double[] {0}, new double[] {weight, -1}),
        OutputMapping.binary("no", "yes"));
  }

  /** Registers it in a home and makes it the champion. */
  static void register(Path folder) {
    register(
        folder,
        "columns: {x: {type: float64, missing: [\"?\"]}, kind: {type: utf8}, area: {type: int64}}");
  }

  /** The same under another schema. */
  static void register(Path folder, String schema) {
    try (OpenHome home = OpenHome.open(folder)) {
      Stores stores = home.store().stores();
      Digest digest = home.store().blobs().put(ScorerPackage.of(scorer()).bytes());
      int version =
          stores
              .registry()
              .register(
                  change(home, "register"),
                  new Registration(
                      NAME,
                      digest,
                      new VersionLineage(
                          new RunId("0".repeat(31) + "1"),
                          digest,
                          digest,
                          digest,
                          "by hand",
                          Json.members().build(),
                          1,
                          "test",
                          "25",
                          Json.members().build()),
                      List.of(new MetricValue("test.auc", 0.75)),
                      Optional.empty()))
              .version();
      state(home, digest, "schema", SchemaJson.of(SchemaYaml.read("schema.yaml", schema)));
      state(
          home,
          digest,
          "decision",
          Json.members().put("task", "BINARY").put("threshold", 0.25).build());
      stores
          .registry()
          .choose(
              change(home, "choose"),
              new ChampionRequest(NAME, version, OptionalInt.empty(), ChampionChoice.Kind.PROMOTE));
    }
  }

  /** Registers one with another weight, with what serving needs. */
  static int registerOther(OpenHome home, int run, double weight) {
    return registerOther(home, run, scorer(weight));
  }

  /** One that has no score where the number is 10 or more: infinity less infinity. */
  static Scorer brittle() {
    ColumnName x = new ColumnName("x");
    return new Scorer(
        new FeaturePlan(
            new Fields(List.of(Field.of("x", ColumnType.FLOAT64))),
            List.of(),
            List.of(
                new FeatureOutput(new FeatureName("x"), x, Emission.NUMBER),
                new FeatureOutput(new FeatureName("x again"), x, Emission.NUMBER))),
        LinearModel.of(2, new double[] {0}, new double[] {1e308, -1e308}),
        OutputMapping.binary("no", "yes"));
  }

  /** Registers any other scorer of the same inputs. */
  static int registerOther(OpenHome home, int run, Scorer scorer) {
    Stores stores = home.store().stores();
    ModelVersion first = stores.registryQueries().loadVersion(Users.PROJECT, NAME, 1);
    Digest digest = home.store().blobs().put(ScorerPackage.of(scorer).bytes());
    VersionLineage old = first.lineage();
    int version =
        stores
            .registry()
            .register(
                change(home, "register " + run),
                new Registration(
                    NAME,
                    digest,
                    new VersionLineage(
                        new RunId(String.format(Locale.ROOT, "%032x", run + 100)),
                        old.cut(),
                        old.schema(),
                        old.plan(),
                        old.learner(),
                        Json.members().build(),
                        old.seed(),
                        old.revision(),
                        old.jdk(),
                        old.libraries()),
                    first.metrics(),
                    Optional.empty()))
            .version();
    for (EvidenceRecord record : stores.evidence().list(Users.PROJECT, first.scorer())) {
      Evidence said = record.evidence();
      var _ =
          stores
              .evidence()
              .append(
                  change(home, said.kind().value()),
                  new Evidence(digest, said.kind(), said.blob()));
    }
    return version;
  }

  private static void state(OpenHome home, Digest scorer, String kind, Json body) {
    Digest blob = home.store().blobs().put(CanonicalJson.bytes(body));
    home.store()
        .stores()
        .evidence()
        .append(change(home, kind), new Evidence(scorer, new EvidenceKind(kind), blob));
  }

  private static Change change(OpenHome home, String reason) {
    return Users.change(reason, home.clock().instant());
  }
}
