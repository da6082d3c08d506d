package dev.millrace.core.prepare;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.feature.FeatureOutput;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.RowStep;
import dev.millrace.feature.StepChain;
import dev.millrace.feature.StepKind;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.data.RowBatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plan as training rows see it: the steps that were fitted on labels are taken out, and their
 * columns are inputs, given by the encodings. Made by {@link Split} alone.
 */
final class TrainingForm implements FeatureForm {
  private static final long serialVersionUID = 1L;

  private final ServingForm rest;
  private final byte[] before;
  private final byte[] encodings;
  private final ColumnName[] columns;
  private transient volatile @Nullable Parts parts;

  /** What is read once per process and bound to the columns of batches. */
  private record Parts(StepChain before, List<TrainOnlyEncoding> encodings) {}

  TrainingForm(FeaturePlan plan, List<TrainOnlyEncoding> encodings) {
    Set<ColumnName> given = new LinkedHashSet<>();
    Set<ColumnName> read = new LinkedHashSet<>();
    Set<ColumnName> raw = new LinkedHashSet<>();
    plan.inputs().forEach(field -> raw.add(field.name()));
    for (TrainOnlyEncoding encoding : encodings) {
      given.add(encoding.output());
      read.add(encoding.input());
      raw.addAll(encoding.foldColumns());
    }
    this.columns = raw.toArray(ColumnName[]::new);
    this.before = bytes(needed(plan.steps(), read).stream().map(RowStep::toJson).toList());
    this.encodings = bytes(encodings.stream().map(TrainOnlyEncoding::toJson).toList());
    this.rest = new ServingForm(without(plan, given));
  }

  private static byte[] bytes(List<? extends Json> items) {
    return CanonicalJson.bytes(Json.items(items));
  }

  /** The steps that lead to some columns, in order. */
  private static List<RowStep> needed(List<RowStep> steps, Set<ColumnName> columns) {
    Set<ColumnName> wanted = new LinkedHashSet<>(columns);
    List<RowStep> needed = new ArrayList<>();
    for (RowStep step : steps.reversed()) {
      if (wanted.contains(step.output())) {
        needed.add(0, step);
        wanted.addAll(step.inputs());
      }
    }
    return needed;
  }

  /** The plan with some steps' columns as inputs, and nothing in it that nobody reads. */
  private static FeaturePlan without(FeaturePlan plan, Set<ColumnName> given) {
    Set<ColumnName> wanted = new LinkedHashSet<>();
    plan.features().stream().map(FeatureOutput::column).forEach(wanted::add);
    List<RowStep> others =
        plan.steps().stream().filter(step -> !given.contains(step.output())).toList();
    List<RowStep> steps = needed(others, wanted);
    steps.forEach(step -> wanted.addAll(step.inputs()));
    List<Field> inputs = new ArrayList<>();
    for (Field field : plan.inputs()) {
      if (wanted.contains(field.name())) {
        inputs.add(field);
      }
    }
    given.forEach(name -> inputs.add(new Field(name, ColumnType.FLOAT64)));
    return new FeaturePlan(new Fields(inputs), steps, plan.features());
  }

  @Override
  public int width() {
    return rest.width();
  }

  @Override
  public List<ColumnName> columns() {
    return List.of(columns);
  }

  @Override
  public FeatureMatrix features(RowBatch rows) {
    Parts bound = parts(rows.values().fields());
    Batch stepped = bound.before().apply(rows.values());
    List<Field> fields = new ArrayList<>(rows.values().fields().asList());
    List<Column> given = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      given.add(rows.values().column(i));
    }
    for (TrainOnlyEncoding encoding : bound.encodings()) {
      fields.add(new Field(encoding.output(), ColumnType.FLOAT64));
      given.add(encoding.encode(rows, stepped));
    }
    return rest.features(new Batch(new Fields(fields), given, rows.rows()));
  }

  private Parts parts(Fields fields) {
    Parts bound = parts;
    if (bound == null || !bound.before().input().equals(fields)) {
      bound =
          new Parts(
              StepChain.bind(
                  fields,
                  items(before).stream().map(json -> StepKind.read("steps", json)).toList()),
              items(encodings).stream().map(EncodingJson::encoding).toList());
      parts = bound;
    }
    return bound;
  }

  private static List<Json> items(byte[] json) {
    return ((Json.Items) JsonReader.read(json)).values();
  }
}
