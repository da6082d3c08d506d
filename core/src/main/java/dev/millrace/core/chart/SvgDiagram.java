package dev.millrace.core.chart;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Draws a diagram as an SVG file of its own, with its colours in it, for light and dark. */
public final class SvgDiagram {
  private static final double BOX_WIDTH = 168;
  private static final double BOX_HEIGHT = 36;
  private static final double STEP_WIDTH = 108;
  private static final double STEP_HEIGHT = 18;
  private static final double GAP = 14;
  private static final double ROW = 58;
  private static final double EDGE = 16;
  private static final double TOP = 40;
  private static final double SMALL = 10;

  private static final String STYLE =
      "svg{--ink:#1d2733;--quiet:#6b7785;--line:#b8c2cd;--back:#fff;--main:#1f6feb;"
          + "--second:#0b8a6a;--third:#b35c00;background:var(--back)}"
          + "@media(prefers-color-scheme:dark){svg{--ink:#e4e9ef;--quiet:#94a1b0;--line:#4a5663;"
          + "--back:#12181f;--main:#6aa8ff;--second:#4cc9a4;--third:#f0a65a}}"
          + "text{font:10px system-ui,sans-serif;fill:var(--ink)}"
          + ".title{font-size:13px;font-weight:600}.tick{fill:var(--quiet)}"
          + "rect{fill:var(--back);stroke:var(--quiet)}"
          + ".main{stroke:var(--main);stroke-width:3}.second{stroke:var(--second);stroke-width:2}"
          + ".third{stroke:var(--third);stroke-width:2}"
          + ".step{stroke:var(--line)}.link{fill:none;stroke:var(--line)}";

  private final Diagram diagram;
  private final Svg svg = new Svg();
  private final Map<String, Place> places = new HashMap<>();

  private SvgDiagram(Diagram diagram) {
    this.diagram = diagram;
  }

  /** Centre of a box, and its size. */
  private record Place(double x, double y, double width, double height) {}

  /** The diagram as the text of a file. */
  public static String draw(Diagram diagram) {
    return new SvgDiagram(diagram).draw();
  }

  private String draw() {
    Map<String, Diagram.Box> boxes = new HashMap<>();
    diagram.boxes().forEach(box -> boxes.put(box.id(), box));
    List<List<Diagram.Box>> rows =
        DiagramRows.of(diagram).stream()
            .map(row -> row.stream().flatMap(id -> Stream.ofNullable(boxes.get(id))).toList())
            .toList();
    double width =
        Math.max(
            rows.stream().mapToDouble(row -> width(row)).max().orElse(0) + 2 * EDGE,
            TextWidth.of(diagram.title(), 13) + 2 * EDGE);
    double y = TOP + BOX_HEIGHT / 2;
    for (List<Diagram.Box> row : rows) {
      place(row, (width - width(row)) / 2, y);
      y += ROW;
    }
    double height = y - ROW / 2 + EDGE;
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + Svg.number(width) + " " + Svg.number(height),
        "width",
        width,
        "height",
        height,
        "role",
        "img",
        "aria-label",
        diagram.title());
    svg.open("style").text(STYLE).close("style");
    svg.open("text", "class", "title", "x", EDGE, "y", 22.0).text(diagram.title()).close("text");
    diagram.links().forEach(this::link);
    rows.forEach(row -> row.forEach(this::box));
    return svg.close("svg") + "\n";
  }

  private static double width(List<Diagram.Box> row) {
    double width = row.stream().mapToDouble(SvgDiagram::width).sum();
    return width + GAP * Math.max(0, row.size() - 1);
  }

  private static double width(Diagram.Box box) {
    return box.tone() == Diagram.Tone.STEP ? STEP_WIDTH : BOX_WIDTH;
  }

  private void place(List<Diagram.Box> row, double left, double y) {
    double x = left;
    for (Diagram.Box box : row) {
      double width = width(box);
      double height = box.tone() == Diagram.Tone.STEP ? STEP_HEIGHT : BOX_HEIGHT;
      places.put(box.id(), new Place(x + width / 2, y, width, height));
      x += width + GAP;
    }
  }

  private void link(Diagram.Link link) {
    Place from = places.get(link.from());
    Place to = places.get(link.to());
    if (from == null || to == null) {
      return;
    }
    double start = from.y() + from.height() / 2;
    double end = to.y() - to.height() / 2;
    double bend = Math.min(Math.abs(end - start) / 2, ROW);
    svg.empty(
        "path",
        "class",
        "link",
        "d",
        "M"
            + point(from.x(), start)
            + "C"
            + point(from.x(), start + bend)
            + " "
            + point(to.x(), end - bend)
            + " "
            + point(to.x(), end));
  }

  private void box(Diagram.Box box) {
    Place at = places.get(box.id());
    if (at == null) {
      return;
    }
    boolean step = box.tone() == Diagram.Tone.STEP;
    svg.open("g").tip(box.tip());
    svg.empty(
        "rect",
        "class",
        box.tone().name().toLowerCase(java.util.Locale.ROOT),
        "x",
        at.x() - at.width() / 2,
        "y",
        at.y() - at.height() / 2,
        "width",
        at.width(),
        "height",
        at.height(),
        "rx",
        step ? STEP_HEIGHT / 2 : 5.0);
    double room = at.width() - 12;
    if (step) {
      text("tick", at.x(), at.y() + 3.5, box.head(), room);
    } else {
      text("tick", at.x(), at.y() - 4, box.head(), room);
      text("label", at.x(), at.y() + 10, box.label(), room);
    }
    svg.close("g");
  }

  private void text(String style, double x, double y, String text, double room) {
    svg.open("text", "class", style, "x", x, "y", y, "text-anchor", "middle")
        .text(TextWidth.fit(text, SMALL, room))
        .close("text");
  }

  private static String point(double x, double y) {
    return Svg.number(x) + "," + Svg.number(y);
  }
}
