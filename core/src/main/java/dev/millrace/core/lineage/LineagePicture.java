package dev.millrace.core.lineage;

import dev.millrace.core.chart.Diagram;
import dev.millrace.core.chart.SvgDiagram;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws a lineage from top to bottom; settings are left out, since every step has some. */
public final class LineagePicture {
  private LineagePicture() {}

  /**
   * A file of its own.
   *
   * @param start the nodes that were asked about, which stand out
   */
  public static String draw(String title, LineageGraph graph, Collection<LineageNode> start) {
    Set<String> asked = new HashSet<>();
    start.forEach(node -> asked.add(node.id()));
    List<Diagram.Box> boxes = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    for (LineageNode node : graph.nodes()) {
      if (node.kind() != LineageKind.SETTINGS || asked.contains(node.id())) {
        shown.add(node.id());
        boxes.add(
            new Diagram.Box(
                node.id(),
                node.kind().text(),
                label(node),
                node.id() + (node.name().isEmpty() ? "" : " " + node.name()),
                tone(node, asked)));
      }
    }
    List<Diagram.Link> links = new ArrayList<>();
    for (LineageStep step : graph.steps()) {
      String id = "step/" + step.identity().hex();
      boxes.add(
          new Diagram.Box(
              id,
              step.name(),
              "",
              step.runs().isEmpty()
                  ? step.name()
                  : step.name() + ", first by run " + step.runs().getFirst().run().brief(),
              Diagram.Tone.STEP));
      step.inputs().stream()
          .filter(shown::contains)
          .forEach(in -> links.add(new Diagram.Link(in, id)));
      step.outputs().stream()
          .filter(shown::contains)
          .forEach(out -> links.add(new Diagram.Link(id, out)));
    }
    return SvgDiagram.draw(new Diagram(title, boxes, links));
  }

  /** Of a file, its last name: there is no room for the way to it. */
  private static String label(LineageNode node) {
    return node.kind() == LineageKind.FILE
        ? node.name().substring(node.name().lastIndexOf('/') + 1)
        : node.label();
  }

  private static Diagram.Tone tone(LineageNode node, Set<String> asked) {
    if (asked.contains(node.id())) {
      return Diagram.Tone.MAIN;
    }
    return switch (node.kind()) {
      case FILE, SOURCE, CUT, LANDING -> Diagram.Tone.THIRD;
      case SCORER, VERSION, RELEASE -> Diagram.Tone.SECOND;
      default -> Diagram.Tone.QUIET;
    };
  }
}
