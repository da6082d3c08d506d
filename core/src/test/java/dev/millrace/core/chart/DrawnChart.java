package dev.millrace.core.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A chart as an XML parser reads it: what is not well formed is no chart. */
final class DrawnChart {
  private static final double TOLERANCE = 0.02;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern PLACE = Pattern.compile("[ML](-?[0-9.]+) (-?[0-9.]+)(?:h0)?");

  private final Element svg;

  private DrawnChart(Element svg) {
    this.svg = svg;
  }

  static DrawnChart of(Chart chart) {
    String text = SvgChart.draw(chart);
    try {
      return new DrawnChart(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
              .getDocumentElement());
    } catch (Exception e) {
      throw new AssertionError("not XML: " + text, e);
    }
  }

  String label() {
    return svg.getAttribute("aria-label");
  }

  List<String> elements() {
    return all("*").stream().map(Element::getTagName).distinct().toList();
  }

  List<String> texts(String name) {
    return all(name).stream().map(Element::getTextContent).toList();
  }

  /** What is written in the picture, tooltips left out. */
  List<String> words() {
    return all("text").stream().map(text -> text.getFirstChild().getNodeValue()).toList();
  }

  List<String> paths() {
    return all("path").stream().map(path -> path.getAttribute("d")).toList();
  }

  List<double[]> circles() {
    return all("circle").stream()
        .map(circle -> new double[] {number(circle, "cx"), number(circle, "cy")})
        .toList();
  }

  /** Every shape and every text, as wide as it may be drawn, lies within the picture. */
  void requireInside() {
    for (Element element : all("*")) {
      switch (element.getTagName()) {
        case "rect" -> {
          assertThat(number(element, "width")).isGreaterThanOrEqualTo(0);
          assertThat(number(element, "height")).isGreaterThanOrEqualTo(0);
          inside(element, number(element, "x"), number(element, "y"));
          inside(
              element,
              number(element, "x") + number(element, "width"),
              number(element, "y") + number(element, "height"));
        }
        case "line" -> {
          inside(element, number(element, "x1"), number(element, "y1"));
          inside(element, number(element, "x2"), number(element, "y2"));
        }
        case "circle" -> inside(element, number(element, "cx"), number(element, "cy"));
        case "path" -> path(element);
        case "text" -> text(element);
        default -> assertThat(element.getTagName()).isIn("svg", "title");
      }
    }
  }

  private static void path(Element element) {
    String d = element.getAttribute("d");
    Matcher places = PLACE.matcher(d);
    int end = 0;
    while (places.find()) {
      assertThat(places.start()).as(d).isEqualTo(end);
      inside(element, Double.parseDouble(places.group(1)), Double.parseDouble(places.group(2)));
      end = places.end();
    }
    assertThat(end).as(d).isEqualTo(d.length());
  }

  private static void text(Element element) {
    double size = element.getAttribute("class").equals("title") ? 12 : 10;
    String text = element.getFirstChild() == null ? "" : element.getFirstChild().getNodeValue();
    double width = TextWidth.of(text == null ? "" : text, size);
    double x = number(element, "x");
    double before =
        switch (element.getAttribute("text-anchor")) {
          case "middle" -> width / 2;
          case "end" -> width;
          default -> 0;
        };
    inside(element, x - before, number(element, "y"));
    inside(element, x - before + width, number(element, "y") - size);
  }

  private static void inside(Element element, double x, double y) {
    String what = element.getTagName() + " " + element.getTextContent() + " at " + x + ", " + y;
    assertThat(x).as(what).isBetween(-TOLERANCE, Plot.WIDTH + TOLERANCE);
    assertThat(y).as(what).isBetween(-TOLERANCE, Plot.HEIGHT + TOLERANCE);
  }

  private static double number(Element element, String name) {
    String text = element.getAttribute(name);
    assertThat(text).as(element.getTagName() + " " + name).matches(NUMBER);
    return Double.parseDouble(text);
  }

  private List<Element> all(String name) {
    NodeList nodes = svg.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
