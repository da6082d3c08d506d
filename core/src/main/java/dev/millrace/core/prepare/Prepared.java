package dev.millrace.core.prepare;

import dev.millrace.feature.FeaturePlan;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What preparation gives: all that training needs to know of the data.
 *
 * @param plan as scorers evaluate it
 * @param encodings what training rows see in place of steps that were fitted on labels
 * @param rows rows on each side; rows that were left out are counted in {@code leftOut}
 * @param leftOut rows on no side, by reason
 * @param classRows rows of each class on each side, in the order of the label's classes; empty for
 *     regression
 * @param notes what was chosen by itself and why, for people
 */
public record Prepared(
    Label label,
    SplitRule rule,
    FeaturePlan plan,
    List<TrainOnlyEncoding> encodings,
    Map<Side, Long> rows,
    Map<String, Long> leftOut,
    Map<Side, List<Long>> classRows,
    List<String> notes) {
  public Prepared {
    Objects.requireNonNull(label);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(plan);
    encodings = List.copyOf(encodings);
    rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
    classRows = Collections.unmodifiableMap(new TreeMap<>(classRows));
    notes = List.copyOf(notes);
  }
}
