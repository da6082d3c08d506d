package dev.millrace.feature;

/** How a column becomes slots of the {@link FeatureMatrix}. */
public enum Emission {
  /**
   * One slot: a FLOAT64 or INT64 column (as the nearest double) as the nearest float. Missing and
   * NaN are NaN; what is beyond the floats is the largest float of its sign.
   */
  NUMBER,

  /** One slot per code of a {@link CodeStep}: 1 in the slot of the row's code, 0 in the others. */
  ONE_HOT,

  /**
   * One slot per element of a FIXED_VECTOR column; elements are converted like numbers, and a
   * missing vector is NaN in every slot.
   */
  VECTOR
}
