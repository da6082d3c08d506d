package dev.millrace.learners.linear;

/** Sums of products in one fixed order. */
final class Vectors {
  private Vectors() {}

  /**
   * Product of {@code length} entries. Four running sums: the order is fixed, and the processor
   * need not wait for one addition before the next.
   */
  static double dot(double[] a, int from, double[] b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      s0 += a[from + i] * b[i];
      s1 += a[from + i + 1] * b[i + 1];
      s2 += a[from + i + 2] * b[i + 2];
      s3 += a[from + i + 3] * b[i + 3];
    }
    for (; i < length; i++) {
      s0 += a[from + i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double dot(double[] a, double[] b) {
    return dot(a, 0, b, b.length);
  }

  /** Adds {@code factor * b} to the entries of {@code a} from an offset on. */
  static void add(double[] a, int from, double factor, double[] b, int length) {
    for (int i = 0; i < length; i++) {
      a[from + i] += factor * b[i];
    }
  }

  static void add(double[] a, double factor, double[] b) {
    add(a, 0, factor, b, b.length);
  }
}
