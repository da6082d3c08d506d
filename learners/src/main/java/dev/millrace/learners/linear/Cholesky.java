package dev.millrace.learners.linear;

/** A lower triangle {@code L} with {@code L L'} equal to a positive definite matrix. */
final class Cholesky {
  private static final double LEAST_PIVOT_SHARE = 1e-13;

  private final double[] lower;
  private final int size;

  private Cholesky(double[] lower, int size) {
    this.lower = lower;
    this.size = size;
  }

  /**
   * Factors a symmetric matrix given by its lower triangle, row-major; the array becomes the
   * factor's own. A pivot that rounding has left without digits is replaced by a small share of
   * what it was, at least {@code floor}: the result is then the factor of a nearby matrix.
   */
  static Cholesky of(double[] matrix, int size, double floor) {
    for (int i = 0; i < size; i++) {
      double diagonal = matrix[i * size + i];
      for (int j = 0; j < i; j++) {
        double sum = matrix[i * size + j];
        for (int m = 0; m < j; m++) {
          sum -= matrix[i * size + m] * matrix[j * size + m];
        }
        matrix[i * size + j] = sum / matrix[j * size + j];
      }
      double pivot = diagonal;
      for (int m = 0; m < i; m++) {
        pivot -= matrix[i * size + m] * matrix[i * size + m];
      }
      double least = Math.max(floor, diagonal * LEAST_PIVOT_SHARE);
      matrix[i * size + i] = Math.sqrt(Math.max(pivot, least));
    }
    return new Cholesky(matrix, size);
  }

  int size() {
    return size;
  }

  /** Solves for the {@code size} entries from an offset on. */
  void solve(double[] vector, double[] solution, int from) {
    for (int i = 0; i < size; i++) {
      double sum = vector[from + i];
      for (int j = 0; j < i; j++) {
        sum -= lower[i * size + j] * solution[from + j];
      }
      solution[from + i] = sum / lower[i * size + i];
    }
    for (int i = size - 1; i >= 0; i--) {
      double sum = solution[from + i];
      for (int j = i + 1; j < size; j++) {
        sum -= lower[j * size + i] * solution[from + j];
      }
      solution[from + i] = sum / lower[i * size + i];
    }
  }
}
