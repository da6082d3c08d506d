package dev.millrace.core.chart;

import dev.millrace.core.chart.Mark.Bar;
import dev.millrace.core.chart.Mark.Point;
import dev.millrace.core.chart.Mark.Span;
import java.util.List;
import java.util.Locale;

/**
 * Draws a chart as one {@code <svg>} element. Colours and fonts come from the page's style sheet
 * through the classes {@code chart}, {@code grid}, {@code tick}, {@code line}, {@code bar} and the
 * tones, so that dark pages and printed ones need no second drawing.
 */
public final class SvgChart {
  private static final double WIDTH = 420;
  private static final double HEIGHT = 260;
  private static final double TOP = 28;
  private static final double RIGHT = 14;
  private static final double BOTTOM = 44;

  private final Chart chart;
  private final Svg svg = new Svg();
  private final double left;

  private SvgChart(Chart chart) {
    this.chart = chart;
    this.left = chart.up() instanceof Axis.Names ? 150 : 54;
  }

  /** The chart as SVG text, safe to place in a page. */
  public static String draw(Chart chart) {
    return new SvgChart(chart).draw();
  }

  private String draw() {
    svg.open(
        "svg",
        "class",
        "chart",
        "viewBox",
        "0 0 " + Svg.number(WIDTH) + " " + Svg.number(HEIGHT),
        "role",
        "img",
        "aria-label",
        chart.title(),
        "xmlns",
        "http://www.w3.org/2000/svg");
    svg.open("text", "class", "title", "x", left, "y", 16.0).text(chart.title()).close("text");
    acrossAxis();
    upAxis();
    chart.marks().forEach(this::mark);
    legend();
    return svg.close("svg").toString();
  }

  private void acrossAxis() {
    double base = HEIGHT - BOTTOM;
    switch (chart.across()) {
      case Axis.Numbers numbers -> {
        for (double tick : Ticks.of(numbers, 6)) {
          double x = x(tick);
          svg.empty("line", "class", "grid", "x1", x, "x2", x, "y1", TOP, "y2", base);
          tick(x, base + 14, "middle", Ticks.text(tick));
        }
      }
      case Axis.Names names -> {
        for (int i = 0; i < names.names().size(); i++) {
          tick(x(i), base + 14, "middle", shorten(names.names().get(i), 14));
        }
      }
    }
    tick((left + WIDTH - RIGHT) / 2, HEIGHT - 8, "middle", chart.across().label());
  }

  private void upAxis() {
    switch (chart.up()) {
      case Axis.Numbers numbers -> {
        for (double tick : Ticks.of(numbers, 5)) {
          double y = y(tick);
          svg.empty("line", "class", "grid", "x1", left, "x2", WIDTH - RIGHT, "y1", y, "y2", y);
          tick(left - 6, y + 4, "end", Ticks.text(tick));
        }
      }
      case Axis.Names names -> {
        for (int i = 0; i < names.names().size(); i++) {
          tick(left - 6, y(i) + 4, "end", shorten(names.names().get(i), 22));
        }
      }
    }
  }

  private void tick(double x, double y, String anchor, String text) {
    svg.open("text", "class", "tick", "x", x, "y", y, "text-anchor", anchor)
        .text(text)
        .close("text");
  }

  private void mark(Mark mark) {
    String tone = mark.tone().name().toLowerCase(Locale.ROOT);
    switch (mark) {
      case Mark.Line line -> line(line.points(), "line " + tone, line.name());
      case Mark.Dots dots -> dots.points().forEach(point -> dot(point, "dot " + tone));
      case Mark.Bars bars -> bars.bars().forEach(bar -> bar(bar, "bar " + tone));
      case Mark.Spans spans -> spans.spans().forEach(span -> span(span, tone));
    }
  }

  private void line(List<Point> points, String style, String name) {
    StringBuilder path = new StringBuilder();
    boolean down = false;
    for (Point point : points) {
      if (Double.isNaN(point.across()) || Double.isNaN(point.up())) {
        down = false;
        continue;
      }
      path.append(down ? 'L' : 'M')
          .append(Svg.number(x(point.across())))
          .append(' ')
          .append(Svg.number(y(point.up())));
      down = true;
    }
    svg.open("path", "class", style, "d", path).tip(name).close("path");
  }

  private void dot(Point point, String style) {
    if (!Double.isNaN(point.across()) && !Double.isNaN(point.up())) {
      svg.open("circle", "class", style, "cx", x(point.across()), "cy", y(point.up()), "r", 3.0)
          .tip(Ticks.text(point.across()) + ", " + Ticks.text(point.up()))
          .close("circle");
    }
  }

  private void bar(Bar bar, String style) {
    if (Double.isNaN(bar.height())) {
      return;
    }
    double top = Math.min(y(bar.height()), y(0));
    double width = Math.max(x(bar.to()) - x(bar.from()) - 1, 0.5);
    double height = Math.abs(y(bar.height()) - y(0));
    svg.open("rect", "class", style, "x", x(bar.from()), "y", top, "width", width, "height", height)
        .tip(bar.tip())
        .close("rect");
  }

  private void span(Span span, String tone) {
    if (Double.isNaN(span.value())) {
      return;
    }
    double zero = x(0);
    double middle = y(span.position());
    double from = Math.min(zero, x(span.value()));
    double width = Math.abs(x(span.value()) - zero);
    double thick = Math.min(14, (HEIGHT - TOP - BOTTOM) / names() * 0.7);
    svg.open(
            "rect",
            "class",
            "bar " + tone,
            "x",
            from,
            "y",
            middle - thick / 2,
            "width",
            Math.max(width, 0.5),
            "height",
            thick)
        .tip(span.tip())
        .close("rect");
    if (!Double.isNaN(span.low()) && !Double.isNaN(span.high())) {
      svg.empty(
          "line",
          "class",
          "interval",
          "x1",
          x(span.low()),
          "x2",
          x(span.high()),
          "y1",
          middle,
          "y2",
          middle);
    }
  }

  private int names() {
    return chart.up() instanceof Axis.Names names ? names.names().size() : 1;
  }

  private void legend() {
    List<Mark> named = chart.marks().stream().filter(mark -> !mark.name().isEmpty()).toList();
    if (named.size() < 2) {
      return;
    }
    double y = TOP + 10;
    for (Mark mark : named) {
      String tone = mark.tone().name().toLowerCase(Locale.ROOT);
      double x = WIDTH - RIGHT - 8;
      svg.empty("rect", "class", "bar " + tone, "x", x, "y", y - 8, "width", 8.0, "height", 8.0);
      tick(x - 5, y, "end", mark.name());
      y += 14;
    }
  }

  private double x(double value) {
    double share =
        switch (chart.across()) {
          case Axis.Numbers numbers ->
              clamp((value - numbers.from()) / (numbers.to() - numbers.from()));
          case Axis.Names names -> (value + 0.5) / names.names().size();
        };
    return left + share * (WIDTH - RIGHT - left);
  }

  private double y(double value) {
    double plot = HEIGHT - TOP - BOTTOM;
    return switch (chart.up()) {
      case Axis.Numbers numbers ->
          TOP + plot * (1 - clamp((value - numbers.from()) / (numbers.to() - numbers.from())));
      case Axis.Names names -> TOP + plot * (value + 0.5) / names.names().size();
    };
  }

  private static double clamp(double share) {
    return Math.clamp(share, 0, 1);
  }

  private static String shorten(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
