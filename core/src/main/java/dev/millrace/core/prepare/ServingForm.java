package dev.millrace.core.prepare;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.feature.BoundPlan;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.FeaturePlanJson;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.data.RowBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plan as scorers evaluate it: what every row that is not trained on is given. */
public final class ServingForm implements FeatureForm {
  private static final long serialVersionUID = 1L;

  private final byte[] planJson;
  private final int width;
  private transient volatile @Nullable BoundPlan bound;

  public ServingForm(FeaturePlan plan) {
    this.planJson = CanonicalJson.bytes(FeaturePlanJson.toJson(plan));
    this.width = plan.featureNames().size();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public List<ColumnName> columns() {
    return plan().inputs().asList().stream().map(Field::name).toList();
  }

  @Override
  public FeatureMatrix features(RowBatch rows) {
    return features(rows.values());
  }

  FeatureMatrix features(Batch batch) {
    BoundPlan plan = bound;
    if (plan == null || !plan.fields().equals(batch.fields())) {
      plan = plan().bind(batch.fields());
      bound = plan;
    }
    return plan.evaluate(batch);
  }

  private FeaturePlan plan() {
    return FeaturePlanJson.fromJson(JsonReader.read(planJson));
  }
}
