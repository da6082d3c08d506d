package dev.millrace.feature;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Where each feature of a plan writes its slots, and what the slots are called. */
final class SlotLayout {
  private final Fields columns;
  private final Map<ColumnName, CodeStep> codeSteps = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<SlotWriter> writers = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Lays the features out in order.
   *
   * @param columns columns of the plan: its inputs and the outputs of its steps
   * @throws MillraceException with every feature that cannot be emitted, or shares a slot's name
   */
  SlotLayout(Fields columns, List<RowStep> steps, List<FeatureOutput> features) {
    this.columns = columns;
    for (RowStep step : steps) {
      if (step instanceof CodeStep codes) {
        codeSteps.put(step.output(), codes);
      }
    }
    features.forEach(this::place);
    if (!problems.isEmpty()) {
      throw new MillraceException(problems);
    }
  }

  List<String> names() {
    return List.copyOf(names);
  }

  SlotWriter[] writers() {
    return writers.toArray(new SlotWriter[0]);
  }

  private void place(FeatureOutput feature) {
    OptionalInt position = columns.find(feature.column());
    if (position.isEmpty()) {
      refuse(feature, "the feature reads a column nobody gives", feature.column().value());
      return;
    }
    int column = position.getAsInt();
    ColumnType type = columns.at(column).type();
    switch (feature.emission()) {
      case NUMBER -> placeNumber(feature, column, type);
      case ONE_HOT -> placeCodes(feature, column);
      case VECTOR -> placeVector(feature, column, type);
    }
  }

  private void placeNumber(FeatureOutput feature, int column, ColumnType type) {
    if (type.equals(ColumnType.FLOAT64)) {
      writers.add(SlotWriter.ofDoubles(column, names.size()));
    } else if (type.equals(ColumnType.INT64)) {
      writers.add(SlotWriter.ofLongs(column, names.size()));
    } else {
      refuse(feature, "only float64 and int64 columns are emitted as a number", type.text());
      return;
    }
    name(feature, "");
  }

  private void placeCodes(FeatureOutput feature, int column) {
    CodeStep codes = codeSteps.get(feature.column());
    if (codes == null) {
      refuse(feature, "only the codes of an encode, buckets or hashing step have slots", "none");
      return;
    }
    if (codes.codes() == 0 || names.size() + codes.codes() > FeaturePlan.MOST_SLOTS) {
      refuse(
          feature,
          "a plan has 1 to " + FeaturePlan.MOST_SLOTS + " slots in all, and each feature some",
          codes.codes() + " codes");
      return;
    }
    writers.add(SlotWriter.oneHot(column, names.size()));
    for (int code = 0; code < codes.codes(); code++) {
      name(feature, codes.slotSuffix(code));
    }
  }

  private void placeVector(FeatureOutput feature, int column, ColumnType type) {
    if (!(type instanceof ColumnType.FixedVector vector)) {
      refuse(feature, "only vector columns are emitted as vectors", type.text());
      return;
    }
    if (names.size() + vector.length() > FeaturePlan.MOST_SLOTS) {
      refuse(feature, "a plan has at most " + FeaturePlan.MOST_SLOTS + " slots", type.text());
      return;
    }
    writers.add(SlotWriter.ofVectors(column, names.size(), vector.length()));
    for (int i = 0; i < vector.length(); i++) {
      name(feature, "[" + i + "]");
    }
  }

  private void name(FeatureOutput feature, String suffix) {
    String slot = feature.name().value() + suffix;
    if (!taken.add(slot)) {
      refuse(feature, "two slots have the same name; rename one of the features", slot);
    }
    names.add(slot);
  }

  private void refuse(FeatureOutput feature, String what, String found) {
    problems.add(
        Problem.of(ErrorCode.FEATURE_STEP_INVALID, what)
            .at("feature '" + feature.name() + "'")
            .found(found));
  }
}
