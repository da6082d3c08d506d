package dev.millrace.core.lineage;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What made nodes of others. The same step in several runs, made in one and reused in the others,
 * is one.
 *
 * @param name a stage of the flow, or {@code state}, {@code release}, {@code watch}
 * @param inputs ids of nodes, sorted
 * @param outputs ids of nodes, sorted
 * @param runs earliest first; empty for what no run did
 */
public record LineageStep(
    String name, List<String> inputs, List<String> outputs, List<StepRun> runs) {
  public LineageStep {
    Objects.requireNonNull(name);
    inputs = sorted(inputs);
    outputs = sorted(outputs);
    runs = List.copyOf(runs);
  }

  /** The same for the same step of any run. */
  public Digest identity() {
    Digester digester = new Digester().text("lineage-step-1").text(name).number(inputs.size());
    inputs.forEach(digester::text);
    digester.number(outputs.size());
    outputs.forEach(digester::text);
    return digester.digest();
  }

  Json json() {
    return Json.members()
        .put("step", name)
        .put("inputs", Json.texts(inputs))
        .put("outputs", Json.texts(outputs))
        .put("runs", Json.texts(runs.stream().map(run -> run.run().value()).toList()))
        .build();
  }

  private static List<String> sorted(List<String> ids) {
    SortedSet<String> sorted = new TreeSet<>(ids);
    return List.copyOf(sorted);
  }
}
