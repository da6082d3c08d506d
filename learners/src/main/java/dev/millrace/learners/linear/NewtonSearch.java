package dev.millrace.learners.linear;

import java.util.Optional;

/**
 * Finds the parameters of least penalized loss by Newton steps.
 *
 * <p>Each step solves for the second derivatives by preconditioned conjugate gradients, roughly at
 * first and ever more exactly, and is halved until the loss falls enough (Nocedal and Wright,
 * Numerical Optimization, 2nd edition, algorithms 7.1 and 5.3; preconditioning as in Hsia, Chiang
 * and Lin, 2018). What is made for one step serves the next ones too, for as long as they need
 * fewer products than making it anew would take. The penalty makes the loss strictly convex in the
 * coefficients, so there is one answer; the search ends when a step promises less than a stated
 * share of the loss, and takes that step still.
 */
final class NewtonSearch {
  private static final double ENOUGH = 1e-4;

  /** A millionth of a millionth: below what rounding leaves of the loss. */
  static final double EXACT = 1e-12;

  private static final double ROUGHEST = 0.1;
  private static final int MOST_PRODUCTS = 200;
  private static final int MOST_HALVINGS = 40;

  private final PenalizedLoss loss;
  private final double[] parameters;
  private final double[] gradient;
  private final Runnable goOn;
  private final double end;
  private final double firstValue;
  private double value;
  private double firstPull;
  private Optional<Preconditioner> kept;
  private boolean finished;

  /**
   * Starts a search.
   *
   * @param start parameters to start from, which the search improves in place
   * @param known an approximate inverse of the second derivatives near there, if there is one
   * @param end share of the loss below which a step is the last
   * @param goOn called before each pass over the rows; throws to stop
   */
  NewtonSearch(
      PenalizedLoss loss,
      double[] start,
      Optional<Preconditioner> known,
      double end,
      Runnable goOn) {
    this.loss = loss;
    this.kept = known;
    this.end = end;
    this.parameters = start;
    this.gradient = new double[start.length];
    this.goOn = goOn;
    this.value = loss.evaluate(start, gradient);
    this.firstValue = value;
  }

  /** True when the last step was the last worth taking. */
  boolean finished() {
    return finished;
  }

  /** Takes one step. */
  void step() {
    double[] step = direction();
    double promise = -Vectors.dot(gradient, step);
    if (!(promise > end * value + EXACT * EXACT * firstValue)) {
      Vectors.add(parameters, 1, step);
      finished = true;
      return;
    }
    double[] from = parameters.clone();
    double[] nextGradient = new double[gradient.length];
    double length = 1;
    for (int i = 0; i < MOST_HALVINGS; i++, length /= 2) {
      System.arraycopy(from, 0, parameters, 0, from.length);
      Vectors.add(parameters, length, step);
      goOn.run();
      double next = loss.evaluate(parameters, nextGradient);
      if (next <= value - ENOUGH * length * promise) {
        value = next;
        System.arraycopy(nextGradient, 0, gradient, 0, gradient.length);
        return;
      }
    }
    System.arraycopy(from, 0, parameters, 0, from.length);
    finished = true;
  }

  /** The step that would reach the least loss if second derivatives stayed as they are here. */
  private double[] direction() {
    int size = gradient.length;
    goOn.run();
    Preconditioner preconditioner = kept.orElseGet(loss::preconditioner);
    int products = 0;
    double[] step = new double[size];
    double[] residual = new double[size];
    double[] scaled = new double[size];
    double[] product = new double[size];
    Vectors.add(residual, -1, gradient);
    preconditioner.apply(residual, scaled);
    double[] along = scaled.clone();
    double pull = Vectors.dot(residual, scaled);
    if (firstPull == 0) {
      firstPull = pull;
    }
    double share = firstPull > 0 ? Math.min(ROUGHEST, Math.sqrt(pull / firstPull)) : 0;
    double enough = share * share * pull;
    for (int i = 0; i < MOST_PRODUCTS && pull > enough; i++) {
      goOn.run();
      products++;
      loss.curvatureTimes(along, product);
      double curvature = Vectors.dot(along, product);
      if (!(curvature > 0)) {
        break;
      }
      double length = pull / curvature;
      Vectors.add(step, length, along);
      Vectors.add(residual, -length, product);
      preconditioner.apply(residual, scaled);
      double nextPull = Vectors.dot(residual, scaled);
      double keep = nextPull / pull;
      for (int j = 0; j < size; j++) {
        along[j] = scaled[j] + keep * along[j];
      }
      pull = nextPull;
    }
    kept = products > preconditioner.cost() ? Optional.empty() : Optional.of(preconditioner);
    return step;
  }
}
