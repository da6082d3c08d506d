package dev.millrace.core.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places the boxes of a diagram in rows: below everything that leads to them, and in a row near
 * what they are linked with. The same diagram is always placed the same way.
 */
final class DiagramRows {
  private static final int SWEEPS = 6;

  private final Map<String, List<String>> above = new HashMap<>();
  private final Map<String, List<String>> below = new HashMap<>();
  private final Map<String, Integer> depth = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  private DiagramRows(Diagram diagram) {
    diagram.boxes().forEach(box -> above.put(box.id(), new ArrayList<>()));
    diagram.boxes().forEach(box -> below.put(box.id(), new ArrayList<>()));
    for (Diagram.Link link : diagram.links()) {
      if (above.containsKey(link.from()) && above.containsKey(link.to())) {
        list(above, link.to()).add(link.from());
        list(below, link.from()).add(link.to());
      }
    }
  }

  /** Ids by row, each row from left to right. */
  static List<List<String>> of(Diagram diagram) {
    DiagramRows rows = new DiagramRows(diagram);
    List<List<String>> placed = new ArrayList<>();
    for (Diagram.Box box : diagram.boxes()) {
      int row = rows.depth(box.id());
      while (placed.size() <= row) {
        placed.add(new ArrayList<>());
      }
      placed.get(row).add(box.id());
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 1; i < placed.size(); i++) {
        rows.sort(placed, i, rows.above);
      }
      for (int i = placed.size() - 2; i >= 0; i--) {
        rows.sort(placed, i, rows.below);
      }
    }
    return placed;
  }

  /** The longest way to a box; a link back into the way here is passed over. */
  private int depth(String id) {
    Integer known = depth.get(id);
    if (known != null) {
      return known;
    }
    open.add(id);
    int deepest = 0;
    for (String other : list(above, id)) {
      if (!open.contains(other)) {
        deepest = Math.max(deepest, depth(other) + 1);
      }
    }
    open.remove(id);
    depth.put(id, deepest);
    return deepest;
  }

  /** Orders a row by where the neighbours of its boxes are, in halves of the width. */
  private void sort(List<List<String>> placed, int row, Map<String, List<String>> neighbours) {
    Map<String, Double> places = new HashMap<>();
    for (List<String> other : placed) {
      for (int i = 0; i < other.size(); i++) {
        places.put(other.get(i), (i + 0.5) / other.size());
      }
    }
    Map<String, Double> wanted = new HashMap<>();
    for (String id : placed.get(row)) {
      wanted.put(
          id,
          list(neighbours, id).stream()
              .mapToDouble(other -> places.getOrDefault(other, 0.5))
              .average()
              .orElse(places.getOrDefault(id, 0.5)));
    }
    placed.get(row).sort(Comparator.comparingDouble(id -> wanted.getOrDefault(id, 0.5)));
  }

  private static List<String> list(Map<String, List<String>> of, String id) {
    return of.getOrDefault(id, List.of());
  }
}
