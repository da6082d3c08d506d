package dev.millrace.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How a row of floats becomes integer keys that order like the floats (-0.0 equal to 0.0): one key
 * for each pair of feature and missing side that some split uses. A missing value's key is below
 * every threshold's where missing goes left and above every one's where it goes right.
 */
final class RowKeys {
  /** Position of the key that is always the highest: no threshold sends it left. */
  static final int HIGHEST = 0;

  private final int[] features;
  private final int[] missing;

  private RowKeys(int[] features, int[] missing) {
    this.features = features;
    this.missing = missing;
  }

  /** Number of keys of a row. */
  int size() {
    return features.length;
  }

  /** Writes the keys of the row that starts at {@code from}. */
  void write(float[] values, int from, int[] keys) {
    keys[HIGHEST] = Integer.MAX_VALUE;
    for (int slot = 1; slot < features.length; slot++) {
      float value = values[from + features[slot]];
      keys[slot] = Float.isNaN(value) ? missing[slot] : keyOf(value);
    }
  }

  /** Integer that orders like the float; {@code a < b} exactly when {@code keyOf(a) < keyOf(b)}. */
  static int keyOf(float value) {
    int bits = Float.floatToRawIntBits(value + 0.0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** Gives out the positions of keys while a forest is laid out. */
  static final class Slots {
    private final Map<Integer, Integer> byCode = new HashMap<>();

    /** Position of the key a split of this code compares. */
    int slotOf(int code) {
      return byCode.computeIfAbsent(code, c -> byCode.size() + 1);
    }

    /** Positions given out, the fixed one included. */
    int size() {
      return byCode.size() + 1;
    }

    RowKeys build() {
      int[] features = new int[size()];
      int[] missing = new int[size()];
      Arrays.fill(missing, Integer.MIN_VALUE);
      byCode.forEach(
          (code, slot) -> {
            features[slot] = code >> 1;
            missing[slot] = (code & 1) == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
          });
      return new RowKeys(features, missing);
    }
  }
}
