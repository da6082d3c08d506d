package dev.millrace.core.lineage;

import dev.millrace.json.Json;
import dev.millrace.spi.id.RunId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/** Nodes and the steps between them. Immutable. */
public final class LineageGraph {
  private final SequencedMap<String, LineageNode> nodes;
  private final List<LineageStep> steps;

  /** Runs of each step, in the order of steps: the same step may be in a thousand of them. */
  private final List<Set<RunId>> runs;

  /** Which way is looked. */
  public enum Way {
    /** At what something rests on. */
    UP,
    /** At what rests on it. */
    DOWN
  }

  /**
   * @param nodes every node that a step names; others are left out of answers, not out of the graph
   */
  LineageGraph(Collection<LineageNode> nodes, List<LineageStep> steps) {
    this.nodes = new LinkedHashMap<>();
    nodes.stream().sorted().forEach(node -> this.nodes.put(node.id(), node));
    this.steps = List.copyOf(steps);
    this.runs = this.steps.stream().map(LineageGraph::runs).toList();
  }

  /** By kind and id. */
  public List<LineageNode> nodes() {
    return List.copyOf(nodes.values());
  }

  public List<LineageStep> steps() {
    return steps;
  }

  public Optional<LineageNode> find(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /**
   * What can be reached one way.
   *
   * @param nodes with how many steps it takes; the start itself is 0 steps away
   * @param steps that were gone through
   */
  public record Reached(SequencedMap<LineageNode, Integer> nodes, List<LineageStep> steps) {
    public Reached {
      nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
      steps = List.copyOf(steps);
    }
  }

  /**
   * Follows steps. Contents that are equal by chance, such as the empty list of broken rules, have
   * been given by many steps: followed is the one that gave it to the run that took it.
   */
  public Reached reach(Collection<LineageNode> start, Way way) {
    Map<String, List<Integer>> next =
        index(way == Way.UP ? LineageStep::outputs : LineageStep::inputs);
    Map<String, List<Integer>> makers = index(LineageStep::outputs);
    SequencedMap<LineageNode, Integer> reached = new LinkedHashMap<>();
    SequencedMap<Integer, Integer> through = new LinkedHashMap<>();
    Deque<Integer> open = new ArrayDeque<>();
    start.stream().sorted().forEach(node -> reached.put(node, 0));
    for (LineageNode node : reached.keySet()) {
      for (Integer step : next.getOrDefault(node.id(), List.of())) {
        if (through.putIfAbsent(step, 1) == null) {
          open.add(step);
        }
      }
    }
    while (!open.isEmpty()) {
      int here = open.removeFirst();
      int far = through.getOrDefault(here, 1);
      for (String id : way == Way.UP ? steps.get(here).inputs() : steps.get(here).outputs()) {
        find(id).ifPresent(node -> reached.putIfAbsent(node, far));
        for (Integer step : next.getOrDefault(id, List.of())) {
          int maker = way == Way.UP ? step : here;
          int taker = way == Way.UP ? here : step;
          if (!through.containsKey(step)
              && gave(maker, taker, makers.getOrDefault(id, List.of()))
              && through.putIfAbsent(step, far + 1) == null) {
            open.add(step);
          }
        }
      }
    }
    return new Reached(reached, through.keySet().stream().map(steps::get).toList());
  }

  /** In the same run, or, where no step of the taker's runs made it, in whichever made it. */
  private boolean gave(int maker, int taker, List<Integer> makers) {
    return runs.get(maker).isEmpty()
        || runs.get(taker).isEmpty()
        || share(maker, taker)
        || makers.stream().noneMatch(other -> share(other, taker));
  }

  /** Whether two steps took place in one run. */
  private boolean share(int one, int other) {
    boolean fewer = runs.get(one).size() < runs.get(other).size();
    Set<RunId> few = runs.get(fewer ? one : other);
    Set<RunId> many = runs.get(fewer ? other : one);
    return few.stream().anyMatch(many::contains);
  }

  private static Set<RunId> runs(LineageStep step) {
    Set<RunId> runs = new HashSet<>();
    step.runs().forEach(run -> runs.add(run.run()));
    return runs;
  }

  /** The part of this graph that can be reached the given ways. */
  public LineageGraph part(Collection<LineageNode> start, Collection<Way> ways) {
    SequencedMap<String, LineageNode> kept = new LinkedHashMap<>();
    List<LineageStep> between = new ArrayList<>();
    for (Way way : ways) {
      Reached reached = reach(start, way);
      SequencedMap<String, LineageNode> here = new LinkedHashMap<>();
      reached.nodes().keySet().forEach(node -> here.put(node.id(), node));
      for (LineageStep step : reached.steps()) {
        between.add(
            new LineageStep(
                step.name(),
                step.inputs().stream().filter(here::containsKey).toList(),
                step.outputs().stream().filter(here::containsKey).toList(),
                step.runs()));
      }
      kept.putAll(here);
    }
    return new LineageGraph(kept.values(), between);
  }

  /** The steps that gave a node. */
  public List<LineageStep> madeBy(LineageNode node) {
    return steps.stream().filter(step -> step.outputs().contains(node.id())).toList();
  }

  public Json json() {
    return Json.members()
        .put("nodes", nodes.values().stream().map(LineageNode::json).toList())
        .put("steps", steps.stream().map(LineageStep::json).toList())
        .build();
  }

  private Map<String, List<Integer>> index(Function<LineageStep, List<String>> side) {
    Map<String, List<Integer>> index = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      for (String id : side.apply(steps.get(i))) {
        index.computeIfAbsent(id, any -> new ArrayList<>()).add(i);
      }
    }
    return index;
  }
}
