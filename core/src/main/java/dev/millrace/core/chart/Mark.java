package dev.millrace.core.chart;

import java.util.List;
import java.util.Objects;

/** Something drawn in a chart. Points whose number is NaN are left out. */
public sealed interface Mark {
  /** A place in the chart's own units. */
  record Point(double across, double up) {}

  /** How much a mark stands out. */
  enum Tone {
    MAIN,
    SECOND,
    THIRD,
    /** Something to compare with. */
    QUIET,
    /** Something wrong. */
    ALARM
  }

  /** Name for legend and tooltip; empty for none. */
  String name();

  Tone tone();

  /** Points joined in order. */
  record Line(String name, Tone tone, List<Point> points) implements Mark {
    public Line {
      Objects.requireNonNull(name);
      Objects.requireNonNull(tone);
      points = List.copyOf(points);
    }
  }

  /** Separate points. */
  record Dots(String name, Tone tone, List<Point> points) implements Mark {
    public Dots {
      Objects.requireNonNull(name);
      Objects.requireNonNull(tone);
      points = List.copyOf(points);
    }
  }

  /** Upright bars standing on zero. */
  record Bars(String name, Tone tone, List<Bar> bars) implements Mark {
    public Bars {
      Objects.requireNonNull(name);
      Objects.requireNonNull(tone);
      bars = List.copyOf(bars);
    }
  }

  /**
   * One bar.
   *
   * @param from left edge
   * @param to right edge
   * @param height from zero
   * @param tip what a pointer resting on it shows
   */
  record Bar(double from, double to, double height, String tip) {}

  /** Bars that lie, one per name of an upward axis of names, each with an interval. */
  record Spans(String name, Tone tone, List<Span> spans) implements Mark {
    public Spans {
      Objects.requireNonNull(name);
      Objects.requireNonNull(tone);
      spans = List.copyOf(spans);
    }
  }

  /**
   * A value with its interval at a position of the upward axis.
   *
   * @param low lower end, NaN when there is no interval
   * @param high upper end, NaN when there is no interval
   */
  record Span(int position, double value, double low, double high, String tip) {}
}
