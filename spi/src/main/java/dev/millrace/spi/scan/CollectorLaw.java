package dev.millrace.spi.scan;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a collector promises. The contract test holds every collector to it.
 *
 * @param exactness how merged and unmerged states compare
 * @param relativeError error allowed where {@code exactness} allows one, as a share of the value
 *     (ORDER_FIXED) or of the rank or count (SKETCH); 0 for EXACT
 * @param stateBytes bound of one state's memory
 * @param atBound what happens when more would be needed
 */
public record CollectorLaw(
    Exactness exactness, double relativeError, long stateBytes, AtBound atBound)
    implements Serializable {
  /** How a merged state compares with the state of all rows at once. */
  public enum Exactness {
    /** Bit-equal under any partition, order and merge tree. */
    EXACT,
    /** Bit-equal under the fixed parts and tree, within the error otherwise. */
    ORDER_FIXED,
    /** Within the error; not bit-equal, and never part of a model or fingerprint. */
    SKETCH
  }

  /** What a collector does when its state would outgrow the bound. */
  public enum AtBound {
    /** The state cannot outgrow the bound. */
    NEVER_REACHED,
    /** Fails with a problem that names the bound. */
    REFUSE,
    /** Turns into an approximation, marked as one. */
    SKETCH,
    /** Keeps part of the state on disk. */
    SPILL
  }

  public CollectorLaw {
    Objects.requireNonNull(exactness);
    Objects.requireNonNull(atBound);
    if (exactness == Exactness.EXACT && relativeError != 0) {
      throw new IllegalArgumentException("an exact collector has no error");
    }
  }

  public static CollectorLaw exact(long stateBytes) {
    return new CollectorLaw(Exactness.EXACT, 0, stateBytes, AtBound.NEVER_REACHED);
  }

  public static CollectorLaw orderFixed(double relativeError, long stateBytes) {
    return new CollectorLaw(
        Exactness.ORDER_FIXED, relativeError, stateBytes, AtBound.NEVER_REACHED);
  }

  public static CollectorLaw sketch(double relativeError, long stateBytes) {
    return new CollectorLaw(Exactness.SKETCH, relativeError, stateBytes, AtBound.NEVER_REACHED);
  }

  /** The same law with another behaviour at the bound. */
  public CollectorLaw atBound(AtBound behaviour) {
    return new CollectorLaw(exactness, relativeError, stateBytes, behaviour);
  }
}
