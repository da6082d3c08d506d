package dev.millrace.core.chart;

/**
 * Where values are drawn: the box of a picture and the scales of its two axes. A value outside its
 * axis is drawn at the edge; nothing is drawn outside the box.
 */
final class Plot {
  static final double WIDTH = 360;
  static final double HEIGHT = 230;
  static final double RIGHT = 12;
  private static final double BOTTOM = 40;

  private final Chart chart;
  final double left;
  final double top;
  final double base = HEIGHT - BOTTOM;

  /**
   * @param top first line of the plot, below title and legend
   */
  Plot(Chart chart, double top) {
    this.chart = chart;
    this.top = top;
    this.left = chart.up() instanceof Axis.Names ? 132 : 46;
  }

  double width() {
    return WIDTH - RIGHT - left;
  }

  double height() {
    return base - top;
  }

  double x(double value) {
    return left + share(chart.across(), value) * width();
  }

  double y(double value) {
    return chart.up() instanceof Axis.Names
        ? top + share(chart.up(), value) * height()
        : base - share(chart.up(), value) * height();
  }

  /** Thickness of what lies along one name of an axis. */
  double slot(Axis axis, double length) {
    return axis instanceof Axis.Names names ? length / names.names().size() : length;
  }

  private static double share(Axis axis, double value) {
    double share =
        switch (axis) {
          case Axis.Names names -> (value + 0.5) / names.names().size();
          case Axis.Numbers numbers -> between(numbers.from(), numbers.to(), value);
        };
    return Double.isNaN(share) ? 0 : Math.clamp(share, 0, 1);
  }

  /** The span of an axis may be greater than any number. */
  private static double between(double from, double to, double value) {
    double span = to - from;
    return Double.isInfinite(span)
        ? (value / 2 - from / 2) / (to / 2 - from / 2)
        : (value - from) / span;
  }
}
