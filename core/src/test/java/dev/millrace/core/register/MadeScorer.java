package dev.millrace.core.register;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import dev.millrace.core.validate.SchemaJson;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.digest.Digest;
import dev.millrace.feature.Emission;
import dev.millrace.feature.FeatureName;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.model.LinearModel;
import dev.millrace.model.OutputMapping;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.StoreCases;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A scorer of two numbers, and its registration with all that is stated about it. */
public final class MadeScorer {
  public static final Fields INPUTS = Tables.fields("x float64", "k int64");
  public static final TableSchema SCHEMA =
      SchemaYaml.read("schema.yaml", "columns: {x: {type: float64}, k: {type: int64}}");

  private MadeScorer() {}

  /** Its margin is intercept + 2 x - k, for each of the outputs of the mapping. */
  public static Scorer of(OutputMapping mapping, double intercept) {
    int outputs = mapping.outputs();
    double[] intercepts = new double[outputs];
    double[] coefficients = new double[outputs * 2];
    for (int output = 0; output < outputs; output++) {
      intercepts[output] = intercept + output;
      coefficients[output * 2] = 2;
      coefficients[output * 2 + 1] = -1 - output;
    }
    FeaturePlan plan = new FeaturePlan(INPUTS, List.of(), List.of(feature("x"), feature("k")));
    return new Scorer(plan, LinearModel.of(2, intercepts, coefficients), mapping);
  }

  private static FeatureOutput feature(String column) {
    return new FeatureOutput(new FeatureName(column), new ColumnName(column), Emission.NUMBER);
  }

  /** Registers it; gives its version. */
  public static int register(
      Stores stores, BlobStore blobs, Scorer scorer, int run, OptionalInt threshold) {
    Digest digest = blobs.put(ScorerPackage.of(scorer).bytes());
    Registration like = StoreCases.registration("any", run);
    int version =
        stores
            .registry()
            .register(
                StoreCases.change("register " + run),
                new Registration(
                    StoreCases.TIPS, digest, like.lineage(), List.of(), Optional.empty()))
            .version();
    var decision = Json.members().put("task", "BINARY");
    threshold.ifPresent(percent -> decision.put("threshold", percent / 100.0));
    state(stores, blobs, digest, run, "schema", SchemaJson.of(SCHEMA));
    state(stores, blobs, digest, run, "decision", decision.build());
    return version;
  }

  private static void state(
      Stores stores, BlobStore blobs, Digest scorer, int run, String kind, Json body) {
    stores
        .evidence()
        .append(
            StoreCases.change(run + " " + kind),
            new Evidence(scorer, new EvidenceKind(kind), blobs.put(CanonicalJson.bytes(body))));
  }
}
