package dev.millrace.core.monitor;

import dev.millrace.core.evaluate.Better;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import java.util.Locale;
import java.util.Optional;

/** Whether a window says that a version has become worse than it was on its test rows. */
public sealed interface QualityVerdict {
  /** Standard errors beyond which it is not chance: windows are looked at for months. */
  double Z = 3;

  /** Half a 95% interval of a normal value, in standard errors. */
  double HALF = 1.959963984540054;

  /** In words. */
  String why();

  /** It is as good as it may be expected to be, or not surely worse. */
  record Holds(String why) implements QualityVerdict {}

  /** It is worse by more than is allowed, and that is not chance. */
  record Fell(String why) implements QualityVerdict {}

  /** Nobody can tell, which is not a fall. */
  record Undecided(String why) implements QualityVerdict {}

  /** Holds a window against the evaluation of its version. */
  static QualityVerdict of(QualitySettings settings, Evaluation evaluation, QualityWindow window) {
    String metric = settings.metric(evaluation.task());
    Optional<Estimate> then = evaluation.find(metric);
    Optional<Estimate> now = window.find(metric);
    if (window.rows() < settings.leastRows()) {
      return new Undecided(
          window.rows() + " labelled predictions are fewer than " + settings.leastRows());
    }
    if (then.isEmpty() || now.isEmpty()) {
      return new Undecided("the version was not evaluated by " + metric);
    }
    if (then.get().better() == Better.NEITHER) {
      return new Undecided(metric + " describes and does not judge");
    }
    double[] numbers = {
      then.get().value(), then.get().low(), then.get().high(),
      now.get().value(), now.get().low(), now.get().high()
    };
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        return new Undecided(metric + " or its interval is not defined on these rows");
      }
    }
    return judge(settings.worseBy(), then.get(), now.get());
  }

  private static QualityVerdict judge(double worseBy, Estimate then, Estimate now) {
    boolean low = then.better() == Better.LOWER;
    double factor = low ? 1 + worseBy : 1 - worseBy;
    double limit = then.value() * factor;
    double worse = low ? now.value() - limit : limit - now.value();
    double error = StrictMath.hypot(deviation(now), factor * deviation(then));
    String words =
        String.format(
            Locale.ROOT,
            "%s is %.4f; it was %.4f on the test rows, and with the %.0f%% it may be worse %.4f is"
                + " the limit",
            now.metric(),
            now.value(),
            then.value(),
            100 * worseBy,
            limit);
    if (worse <= 0) {
      return new Holds(words);
    }
    return worse > Z * error ? new Fell(words) : new Undecided(words + ", and that may be chance");
  }

  private static double deviation(Estimate estimate) {
    return (estimate.high() - estimate.low()) / (2 * HALF);
  }
}
