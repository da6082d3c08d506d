package dev.millrace.spi.collect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Count, mean, and sums of squares and cubes of the distances from the mean.
 *
 * @param squares may be infinite when values are near the largest double
 */
record MomentSums(long count, double mean, double squares, double cubes) {
  static final MomentSums NONE = new MomentSums(0, 0, 0, 0);

  /** Moments of the first {@code n} values; four sums side by side, for speed, in a fixed order. */
  static MomentSums ofBlock(double[] values, int n) {
    if (n == 0) {
      return NONE;
    }
    double mean = mean(values, n);
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int whole = n & ~1;
    for (int i = 0; i < whole; i += 2) {
      double x = values[i] - mean;
      double y = values[i + 1] - mean;
      double xx = x * x;
      double yy = y * y;
      a += xx;
      b += yy;
      c += xx * x;
      d += yy * y;
    }
    if (whole < n) {
      double x = values[whole] - mean;
      a += x * x;
      c += x * x * x;
    }
    return new MomentSums(n, mean, a + b, c + d);
  }

  private static double mean(double[] values, int n) {
    double sum = sum(values, n, 1);
    // Near the largest double the sum overflows where the mean does not.
    return Math.abs(sum) <= Double.MAX_VALUE ? sum / n : sum(values, n, 1.0 / n);
  }

  private static double sum(double[] values, int n, double scale) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int whole = n & ~3;
    for (int i = 0; i < whole; i += 4) {
      a += values[i] * scale;
      b += values[i + 1] * scale;
      c += values[i + 2] * scale;
      d += values[i + 3] * scale;
    }
    for (int i = whole; i < n; i++) {
      a += values[i] * scale;
    }
    return (a + b) + (c + d);
  }

  MomentSums plus(MomentSums other) {
    if (other.count == 0) {
      return this;
    }
    if (count == 0) {
      return other;
    }
    double n = (double) count + other.count;
    double delta = other.mean - mean;
    double share = other.count / n;
    double joint = mean + delta * share;
    double between = delta * delta * count * share;
    double moreSquares = squares + other.squares + between;
    double moreCubes =
        cubes
            + other.cubes
            + between * delta * (count - other.count) / n
            + 3 * delta * (count * other.squares - other.count * squares) / n;
    return new MomentSums(count + other.count, joint, moreSquares, moreCubes);
  }

  double deviation() {
    return Math.sqrt(squares / count);
  }

  double sampleVariance() {
    return squares / (count - 1);
  }

  double skewness() {
    return Math.sqrt((double) count) * cubes / (squares * Math.sqrt(squares));
  }

  /** A figure where there are values enough and it is finite. */
  OptionalDouble finite(ToDoubleFunction<MomentSums> figure, long values) {
    if (count < values) {
      return OptionalDouble.empty();
    }
    double value = figure.applyAsDouble(this);
    return Math.abs(value) <= Double.MAX_VALUE ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
    out.writeDouble(squares);
    out.writeDouble(cubes);
  }

  static MomentSums read(DataInput in) throws IOException {
    return new MomentSums(in.readLong(), in.readDouble(), in.readDouble(), in.readDouble());
  }
}
