package dev.millrace.core.serve.log;

import dev.millrace.spi.id.ModelName;
import java.util.Objects;

/** What a label belongs to. */
public sealed interface LabelTarget {
  /** One prediction. */
  record OfPrediction(PredictionId id) implements LabelTarget {
    public OfPrediction {
      Objects.requireNonNull(id);
    }
  }

  /**
   * Every prediction a model made under the caller's own key.
   *
   * @param key 1 to 256 characters
   */
  record OfKey(ModelName model, String key) implements LabelTarget {
    public OfKey {
      Objects.requireNonNull(model);
      LoggedPrediction.requireText("a key", key, LoggedPrediction.LONGEST_KEY);
      if (key.isEmpty()) {
        throw new IllegalArgumentException("a key has at least one character");
      }
    }
  }
}
