package dev.millrace.core.keep;

import dev.millrace.core.lineage.LineageGraph;
import dev.millrace.core.lineage.LineageGraph.Way;
import dev.millrace.core.lineage.LineageNode;
import dev.millrace.core.lineage.LineageStep;
import dev.millrace.core.lineage.StepRun;
import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.Stores;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a hold on something must name: its own content and those of all it rests on, the results of
 * the stages that gave them, and the blobs of these.
 */
public final class HeldContents {
  private final Stores stores;
  private final ProjectName project;
  private final Map<RunId, LoadedRun> runs = new HashMap<>();

  public HeldContents(Stores stores, ProjectName project) {
    this.stores = stores;
    this.project = project;
  }

  /** The contents by digest, in no order. */
  public Set<Digest> of(LineageGraph graph, Collection<LineageNode> start) {
    Set<Digest> contents = new HashSet<>();
    LineageGraph.Reached reached = graph.reach(start, Way.UP);
    reached.nodes().keySet().forEach(node -> node.content().ifPresent(contents::add));
    reached.steps().forEach(step -> results(step, contents));
    return contents;
  }

  /** The first and the last run say the same, when the step was reused between them. */
  private void results(LineageStep step, Set<Digest> contents) {
    if (step.runs().isEmpty()) {
      return;
    }
    for (StepRun run : List.of(step.runs().getFirst(), step.runs().getLast())) {
      LoadedRun loaded =
          runs.computeIfAbsent(run.run(), id -> stores.runQueries().load(project, id));
      for (StageRecord stage : loaded.stages()) {
        StageResult result = stage.commit().result();
        if (stage.commit().stage().value().equals(step.name())) {
          contents.add(result.digest());
          contents.addAll(result.blobs());
        }
      }
    }
  }
}
