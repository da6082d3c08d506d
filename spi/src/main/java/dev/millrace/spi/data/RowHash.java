package dev.millrace.spi.data;

/**
 * Counter-based random numbers keyed by row and purpose: the same row, seed and purpose give the
 * same number on every engine and in any order. Mixing is the finalizer of SplitMix64 (Steele, Lea,
 * Flood 2014), applied twice.
 */
public final class RowHash {
  private RowHash() {}

  /** 64 well-mixed bits from a row hash and a seed. */
  public static long mix(long rowHash, long seed) {
    return finish(finish(rowHash + 0x9e3779b97f4a7c15L) ^ finish(seed));
  }

  /** A number in [0, 1) with 53 random bits. */
  public static double unit(long rowHash, long seed) {
    return (mix(rowHash, seed) >>> 11) * 0x1.0p-53;
  }

  /** Mixes 64 bits; one to one. */
  public static long finish(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
