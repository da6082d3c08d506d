package dev.millrace.core.prepare;

import dev.millrace.feature.FeaturePlan;
import java.util.List;
import java.util.Objects;

/**
 * What fitting gives.
 *
 * @param plan as scorers evaluate it
 * @param encodings what training rows see in place of some of its steps
 */
record FittedFeatures(FeaturePlan plan, List<TrainOnlyEncoding> encodings) {
  FittedFeatures {
    Objects.requireNonNull(plan);
    encodings = List.copyOf(encodings);
  }
}
