package dev.millrace.cli;

import java.util.List;
import java.util.OptionalDouble;

/** Values in a row as one line of blocks, the least the lowest, the greatest the highest. */
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final char NONE = '·';

  private Sparkline() {}

  static String of(List<OptionalDouble> values) {
    double least =
        values.stream()
            .filter(OptionalDouble::isPresent)
            .mapToDouble(one -> one.getAsDouble())
            .min()
            .orElse(0);
    double most =
        values.stream()
            .filter(OptionalDouble::isPresent)
            .mapToDouble(one -> one.getAsDouble())
            .max()
            .orElse(0);
    StringBuilder out = new StringBuilder();
    for (OptionalDouble value : values) {
      out.append(value.isPresent() ? block(value.getAsDouble(), least, most) : NONE);
    }
    return out.toString();
  }

  private static char block(double value, double least, double most) {
    double range = most / 2 - least / 2; // the whole may be beyond the doubles
    int height =
        range > 0 ? (int) ((value / 2 - least / 2) / range * (BLOCKS.length() - 1) + 0.5) : 0;
    return BLOCKS.charAt(Math.clamp(height, 0, BLOCKS.length() - 1));
  }
}
