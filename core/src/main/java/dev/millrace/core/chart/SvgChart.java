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
  private static final double TITLE = 12;
  private static final double SMALL = 10;
  private static final double KEY = 8;

  private final Chart chart;
  private final List<Mark> named;
  private final Plot plot;
  private final Svg svg = new Svg();

  private SvgChart(Chart chart) {
    this.chart = chart;
    List<Mark> all = chart.marks().stream().filter(mark -> !mark.name().isEmpty()).toList();
    this.named = all.size() < 2 ? List.of() : all;
    this.plot = new Plot(chart, named.isEmpty() ? 28 : 42);
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
        "0 0 " + Svg.number(Plot.WIDTH) + " " + Svg.number(Plot.HEIGHT),
        "role",
        "img",
        "aria-label",
        chart.title(),
        "xmlns",
        "http://www.w3.org/2000/svg");
    String title = TextWidth.fit(chart.title(), TITLE, Plot.WIDTH - 8);
    svg.open("text", "class", "title", "x", 4.0, "y", 15.0).text(title);
    if (!title.equals(chart.title())) {
      svg.tip(chart.title());
    }
    svg.close("text");
    legend();
    acrossAxis();
    upAxis();
    chart.marks().forEach(this::mark);
    return svg.close("svg").toString();
  }

  private void legend() {
    double x = 4;
    for (Mark mark : named) {
      double room = (Plot.WIDTH - 8) / named.size() - KEY - 14;
      String text = TextWidth.fit(mark.name(), SMALL, room);
      svg.empty(
          "rect", "class", style("bar", mark), "x", x, "y", 24.0, "width", KEY, "height", KEY);
      tick(x + KEY + 4, 32, "start", text);
      x += KEY + 14 + TextWidth.of(text, SMALL);
    }
  }

  private void acrossAxis() {
    switch (chart.across()) {
      case Axis.Numbers numbers -> {
        for (double tick : Ticks.of(numbers, 6)) {
          double x = plot.x(tick);
          svg.empty("line", "class", "grid", "x1", x, "x2", x, "y1", plot.top, "y2", plot.base);
          below(x, Ticks.text(tick));
        }
      }
      case Axis.Names names -> {
        double slot = plot.slot(names, plot.width());
        int every = (int) Math.ceil(SMALL * 3 / slot);
        for (int i = 0; i < names.names().size(); i += every) {
          below(plot.x(i), TextWidth.fit(names.names().get(i), SMALL, slot * every - 2));
        }
      }
    }
    String label = TextWidth.fit(chart.across().label(), SMALL, plot.width());
    tick(plot.left + plot.width() / 2, Plot.HEIGHT - 7, "middle", label);
  }

  /** A text under the plot, moved inwards where it would leave the picture. */
  private void below(double x, String text) {
    double half = TextWidth.of(text, SMALL) / 2;
    double middle = Math.clamp(x, half, Math.max(half, Plot.WIDTH - half));
    tick(middle, plot.base + 14, "middle", text);
  }

  private void upAxis() {
    double room = plot.left - 8;
    switch (chart.up()) {
      case Axis.Numbers numbers -> {
        for (double tick : Ticks.of(numbers, 5)) {
          double y = plot.y(tick);
          svg.empty(
              "line",
              "class",
              "grid",
              "x1",
              plot.left,
              "x2",
              plot.left + plot.width(),
              "y1",
              y,
              "y2",
              y);
          tick(plot.left - 5, y + 3.5, "end", TextWidth.fit(Ticks.text(tick), SMALL, room));
        }
      }
      case Axis.Names names -> {
        int every = (int) Math.ceil((SMALL + 2) / plot.slot(names, plot.height()));
        for (int i = 0; i < names.names().size(); i += every) {
          tick(
              plot.left - 5,
              plot.y(i) + 3.5,
              "end",
              TextWidth.fit(names.names().get(i), SMALL, room));
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
    switch (mark) {
      case Mark.Line line -> line(line);
      case Mark.Dots dots -> dots.points().forEach(point -> dot(point, style("dot", mark)));
      case Mark.Bars bars -> bars.bars().forEach(bar -> bar(bar, style("bar", mark)));
      case Mark.Spans spans -> spans.spans().forEach(span -> span(span, style("bar", mark)));
    }
  }

  private static String style(String kind, Mark mark) {
    return kind + " " + mark.tone().name().toLowerCase(Locale.ROOT);
  }

  private void line(Mark.Line line) {
    StringBuilder path = new StringBuilder();
    boolean down = false;
    for (Point point : line.points()) {
      if (Double.isNaN(point.across()) || Double.isNaN(point.up())) {
        down = false;
        continue;
      }
      path.append(down ? 'L' : 'M')
          .append(Svg.number(plot.x(point.across())))
          .append(' ')
          .append(Svg.number(plot.y(point.up())))
          // A stroke without length has round ends: a point by itself is seen.
          .append(down ? "" : "h0");
      down = true;
    }
    if (!path.isEmpty()) {
      svg.open("path", "class", style("line", line), "d", path).tip(line.name()).close("path");
    }
  }

  private void dot(Point point, String style) {
    if (!Double.isNaN(point.across()) && !Double.isNaN(point.up())) {
      svg.open(
              "circle",
              "class",
              style,
              "cx",
              plot.x(point.across()),
              "cy",
              plot.y(point.up()),
              "r",
              3.0)
          .tip(Ticks.text(point.across()) + ", " + Ticks.text(point.up()))
          .close("circle");
    }
  }

  private void bar(Bar bar, String style) {
    if (Double.isNaN(bar.height()) || Double.isNaN(bar.from()) || Double.isNaN(bar.to())) {
      return;
    }
    double low = Math.min(plot.x(bar.from()), plot.x(bar.to()));
    double wide = Math.abs(plot.x(bar.to()) - plot.x(bar.from()));
    double width = wide > 4 ? wide - 1 : Math.max(wide, 0.5);
    rectangle(
        style,
        Math.min(low, plot.left + plot.width() - width),
        Math.min(plot.y(bar.height()), plot.y(0)),
        width,
        Math.abs(plot.y(bar.height()) - plot.y(0)),
        bar.tip());
  }

  private void span(Span span, String style) {
    if (Double.isNaN(span.value())) {
      return;
    }
    double zero = plot.x(0);
    double middle = plot.y(span.position());
    double width = Math.max(Math.abs(plot.x(span.value()) - zero), 0.5);
    double thick = Math.min(14, plot.slot(chart.up(), plot.height()) * 0.7);
    rectangle(
        style,
        Math.min(Math.min(zero, plot.x(span.value())), plot.left + plot.width() - width),
        Math.clamp(middle - thick / 2, plot.top, plot.base - thick),
        width,
        thick,
        span.tip());
    if (!Double.isNaN(span.low()) && !Double.isNaN(span.high())) {
      svg.empty(
          "line",
          "class",
          "interval",
          "x1",
          plot.x(span.low()),
          "x2",
          plot.x(span.high()),
          "y1",
          middle,
          "y2",
          middle);
    }
  }

  private void rectangle(
      String style, double x, double y, double width, double height, String tip) {
    svg.open("rect", "class", style, "x", x, "y", y, "width", width, "height", height)
        .tip(tip)
        .close("rect");
  }
}
