package dev.millrace.core.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis: 1, 2 or 5 times a power of ten. */
final class Ticks {
  private Ticks() {}

  /** At most {@code most} + 1 round numbers within the axis. */
  static List<Double> of(Axis.Numbers axis, int most) {
    double step = step(axis.to() / most - axis.from() / most);
    if (!(step > 0)
        || Double.isInfinite(step)
        || axis.from() + step == axis.from()
        || axis.to() - step == axis.to()) {
      // Numbers so close, so small or so large that none is between them.
      return List.of(axis.from(), axis.to());
    }
    List<Double> ticks = new ArrayList<>();
    double first = Math.ceil(axis.from() / step - 1e-9);
    for (int i = 0; i <= most; i++) {
      double tick = (first + i) * step;
      if (tick > axis.to() + step * 1e-9) {
        break;
      }
      double within = Math.clamp(tick, axis.from(), axis.to());
      if (ticks.isEmpty() || within > ticks.get(ticks.size() - 1)) {
        ticks.add(within);
      }
    }
    return ticks;
  }

  private static double step(double rough) {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** A number as short as its neighbours allow: 1,200 or 0.25 or 3.1M. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size >= 1e15 || (size > 0 && size < 1e-4)) {
      return round(value, 3).toString().replace("E+", "e").replace("E", "e");
    }
    if (size >= 1e9) {
      return plain(value / 1e9) + "G";
    }
    if (size >= 1e6) {
      return plain(value / 1e6) + "M";
    }
    if (size >= 1e4) {
      return plain(value / 1e3) + "k";
    }
    return plain(value);
  }

  private static String plain(double value) {
    return round(value, 4).toPlainString();
  }

  private static BigDecimal round(double value, int digits) {
    if (value == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    return rounded;
  }
}
