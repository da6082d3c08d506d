package dev.millrace.spi.collect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Number of distinct hashes, estimated from 4,096 registers of one byte (Flajolet and others 2007).
 * Registers hold maxima, so the state depends on the set of hashes alone, not on order or
 * partition. The estimate is the one of Ertl, "New cardinality estimation algorithms for
 * HyperLogLog sketches" (2017), algorithm 6: no bias tables, right from 0 to 2^64; standard error
 * 1.6 %.
 */
final class HyperLogLog {
  /** Standard deviation of the estimate as a share of the truth: 1.04 / sqrt(4096). */
  static final double STANDARD_ERROR = 1.04 / 64;

  static final int REGISTERS = 4096;
  private static final int INDEX_BITS = 12;
  private static final int HIGHEST = 64 - INDEX_BITS + 1;
  private static final double LIMIT_FACTOR = 0.5 / StrictMath.log(2);

  private final byte[] registers = new byte[REGISTERS];

  /** Adds a hash of 64 well-mixed bits. */
  void add(long hash) {
    int index = (int) (hash >>> (64 - INDEX_BITS));
    // The bit below the last one of the hash stops the count of zeros.
    int rank = Long.numberOfLeadingZeros(hash << INDEX_BITS | 1L << (INDEX_BITS - 1)) + 1;
    if (rank > registers[index]) {
      registers[index] = (byte) rank;
    }
  }

  void add(HyperLogLog other) {
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  long estimate() {
    int[] histogram = new int[HIGHEST + 1];
    for (byte register : registers) {
      histogram[register]++;
    }
    double z = REGISTERS * tau(1 - histogram[HIGHEST] / (double) REGISTERS);
    for (int rank = HIGHEST - 1; rank >= 1; rank--) {
      z = 0.5 * (z + histogram[rank]);
    }
    z += REGISTERS * sigma(histogram[0] / (double) REGISTERS);
    return Math.round(LIMIT_FACTOR * REGISTERS * REGISTERS / z);
  }

  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double y = 1;
    double z = x;
    double before;
    do {
      x *= x;
      before = z;
      z += x * y;
      y += y;
    } while (z != before);
    return z;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double y = 1;
    double z = 1 - x;
    double before;
    do {
      x = Math.sqrt(x);
      before = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    } while (z != before);
    return z / 3;
  }

  void write(DataOutput out) throws IOException {
    out.write(registers);
  }

  static HyperLogLog read(DataInput in) throws IOException {
    HyperLogLog sketch = new HyperLogLog();
    in.readFully(sketch.registers);
    return sketch;
  }
}
