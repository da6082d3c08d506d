package dev.millrace.feature;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fitted definition of a model's features: which raw columns it needs, the steps over them in
 * order, and the features. Checked whole when made: every column exists before it is read and has a
 * type its reader takes, no name is given twice, nothing is computed that nobody reads. Immutable.
 *
 * @param inputs raw columns with their types; a batch may hold others beside them
 * @param steps in the order they run
 * @param features at least one, in the order of their slots
 * @param supplies of inputs that are no columns of the raw rows; the others are sent as they are
 */
public record FeaturePlan(
    Fields inputs,
    List<RowStep> steps,
    List<FeatureOutput> features,
    Map<ColumnName, Supply> supplies) {
  /** Most slots of all features together, and most inputs and steps. */
  public static final int MOST_SLOTS = 100_000;

  /**
   * Checks the parts against each other.
   *
   * @throws MillraceException with every problem of the first part that has any
   */
  public FeaturePlan {
    steps = List.copyOf(steps);
    features = List.copyOf(features);
    supplies = Map.copyOf(supplies);
    for (ColumnName supplied : supplies.keySet()) {
      if (inputs.find(supplied).isEmpty()) {
        throw new IllegalArgumentException("'" + supplied + "' has a supply and is no input");
      }
    }
    if (features.isEmpty()) {
      throw Problem.of(ErrorCode.FEATURE_NONE, "the plan has no features")
          .next("Leave at least one column in.")
          .asException();
    }
    requireAtMost("inputs", inputs.size());
    requireAtMost("steps", steps.size());
    requireAtMost("features", features.size());
    Fields columns = StepChain.bind(inputs, steps).fields();
    new SlotLayout(columns, steps, features);
    requireReaders(columns, steps, features);
  }

  /** A plan whose inputs are all columns of the raw rows. */
  public FeaturePlan(Fields inputs, List<RowStep> steps, List<FeatureOutput> features) {
    this(inputs, steps, features, Map.of());
  }

  private static void requireAtMost(String what, int size) {
    if (size > MOST_SLOTS) {
      throw Problem.of(ErrorCode.COLUMN_LIMIT, "the plan has too many " + what)
          .found(size)
          .allowed("up to " + MOST_SLOTS)
          .next("Leave columns out, or hash them into fewer.")
          .asException();
    }
  }

  private static void requireReaders(
      Fields columns, List<RowStep> steps, List<FeatureOutput> features) {
    Set<ColumnName> read = new HashSet<>();
    steps.forEach(step -> read.addAll(step.inputs()));
    features.forEach(feature -> read.add(feature.column()));
    List<Problem> problems = new ArrayList<>();
    for (Field field : columns) {
      if (!read.contains(field.name())) {
        problems.add(
            Problem.of(ErrorCode.FEATURE_STEP_INVALID, "nothing in the plan reads this column")
                .at("column '" + field.name() + "'")
                .next("Leave the column out of the plan, or use it in a feature."));
      }
    }
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
  }

  /** Digest of its canonical JSON form: equal for equal plans, different for different ones. */
  public Digest digest() {
    return CanonicalJson.digest(FeaturePlanJson.toJson(this));
  }

  /** Names of the slots of the matrix, in order: {@code fare}, {@code company=Taxi Co}, ... */
  public List<String> featureNames() {
    return bind(inputs).featureNames();
  }

  /**
   * Finds the inputs among the columns of batches to come; do it once and keep it.
   *
   * @throws MillraceException with every input that is not there or has another type
   */
  public BoundPlan bind(Fields raw) {
    return BoundPlan.bind(this, raw);
  }

  /** The features of a batch; {@link #bind} once where batches are many or small. */
  public FeatureMatrix evaluate(Batch raw) {
    return bind(raw.fields()).evaluate(raw);
  }
}
