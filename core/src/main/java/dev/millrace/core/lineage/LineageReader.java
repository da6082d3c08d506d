package dev.millrace.core.lineage;

import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.NamedDigest;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunQueries;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.Stores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads the lineage of a project out of what its stores hold. Not safe for threads. */
public final class LineageReader {
  private static final int PAGE = 200;

  private final Stores stores;
  private final ProjectName project;
  private final int mostRuns;

  private final SequencedMap<String, LineageNode> nodes = new LinkedHashMap<>();
  private final Map<Digest, String> byContent = new HashMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private final SequencedMap<Digest, LineageStep> steps = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final ContentFates fates;
  private final ErasedNodes erased;
  private final Map<String, StageContents> read = new HashMap<>();

  /**
   * @param mostRuns how many of the newest runs are looked at
   */
  public LineageReader(Stores stores, ProjectName project, int mostRuns) {
    this.stores = stores;
    this.project = project;
    this.mostRuns = mostRuns;
    this.fates = new ContentFates(stores, project);
    this.erased = new ErasedNodes(stores, project);
  }

  /** Inputs of versions as the registry has them, until the stage that registered is found. */
  private final SequencedMap<String, List<String>> registered = new LinkedHashMap<>();

  /**
   * A stage whose inputs are not yet looked up. The value of its result, which may be large, is not
   * kept: many runs are held at once.
   */
  private record Taken(
      String stage, List<NamedDigest> inputs, StageContents contents, StepRun run) {}

  /**
   * The graph, and what it does not show.
   *
   * @param notes sentences for people
   */
  public record Read(LineageGraph graph, List<String> notes) {
    public Read {
      notes = List.copyOf(notes);
    }
  }

  /** Reads everything; call it once. */
  public Read read() {
    runs();
    new ServedLineage(stores, project, this).read();
    taken.forEach(this::step);
    erased
        .steps()
        .forEach(
            (then, now) -> step("erase", List.of(then.id()), List.of(add(now).id()), List.of()));
    taken.forEach(
        stage -> stage.contents().outputs().forEach(node -> registered.remove(node.id())));
    registered.forEach((version, inputs) -> step("register", inputs, List.of(version), List.of()));
    return new Read(
        new LineageGraph(
            nodes.values().stream().map(fates::told).map(erased::told).toList(),
            List.copyOf(steps.values())),
        notes);
  }

  private void runs() {
    RunQueries queries = stores.runQueries();
    List<RunSummary> newest = new ArrayList<>();
    RunPage page = RunPage.newest(Math.min(PAGE, mostRuns));
    for (List<RunSummary> part = queries.list(project, page);
        !part.isEmpty();
        part = queries.list(project, page.after(newest.getLast()))) {
      newest.addAll(part);
      if (newest.size() >= mostRuns) {
        break;
      }
    }
    if (newest.size() >= mostRuns) {
      notes.add("looked at the newest " + mostRuns + " runs; for older ones: --runs N");
    }
    for (RunSummary summary : newest.subList(0, Math.min(mostRuns, newest.size())).reversed()) {
      LoadedRun run = queries.load(project, summary.run());
      run.stages().forEach(stage -> stage(run.summary(), stage.commit()));
    }
  }

  private void stage(RunSummary run, StageCommit commit) {
    Digest result = result(commit);
    StageContents contents;
    try {
      contents = contents(commit, result);
    } catch (JsonSyntaxException | IllegalArgumentException e) {
      notes.add(
          "stage " + commit.stage() + " of run " + run.run().brief() + " is of an unknown form");
      return;
    }
    contents.inputs().forEach(this::add);
    contents.outputs().forEach(this::add);
    if (contents.outputs().isEmpty()) {
      return;
    }
    if (contents.outputs().size() == 1) {
      // Later stages name some results by the digest of their record, not of what it holds.
      byContent.putIfAbsent(erased.original(result), contents.outputs().getFirst().id());
    }
    taken.add(
        new Taken(
            commit.stage().value(),
            commit.inputs(),
            contents,
            new StepRun(
                run.run(),
                run.pipeline(),
                run.status(),
                commit.origin(),
                commit.started(),
                commit.ended())));
  }

  /**
   * Stages name the result they gave, which spares making its digest again; what took its place
   * since, when a person was erased, is another one.
   */
  private Digest result(StageCommit commit) {
    List<NamedDigest> outputs = commit.outputs();
    return outputs.size() == 1
            && outputs.getFirst().name().equals(commit.stage().value())
            && !erased.isErased(outputs.getFirst().digest())
        ? outputs.getFirst().digest()
        : commit.result().digest();
  }

  /** Most results are those of many runs: each is read once. */
  private StageContents contents(StageCommit commit, Digest result) {
    String key = commit.stage() + "/" + result;
    StageContents known = read.get(key);
    if (known == null) {
      StageContents found = StageContents.of(commit, result);
      fates.given(commit.result(), result, found.outputs());
      known = new StageContents(found.inputs(), erased.original(found.outputs()));
      read.put(key, known);
    }
    return known;
  }

  private void step(Taken stage) {
    List<String> inputs = new ArrayList<>();
    stage.contents().inputs().forEach(node -> inputs.add(node.id()));
    for (NamedDigest input : stage.inputs()) {
      String known = byContent.get(input.digest());
      inputs.add(
          known != null
              ? known
              : add(LineageNode.of(LineageKind.SETTINGS, input.digest(), input.name())).id());
    }
    List<String> outputs = stage.contents().outputs().stream().map(LineageNode::id).toList();
    outputs.forEach(output -> inputs.addAll(registered.getOrDefault(output, List.of())));
    step(stage.stage(), inputs, outputs, List.of(stage.run()));
  }

  /** Adds a step, or its runs to the same one that is there. */
  void step(String name, List<String> inputs, List<String> outputs, List<StepRun> runs) {
    LineageStep step = new LineageStep(name, inputs, outputs, runs);
    steps.merge(
        step.identity(),
        step,
        (known, more) -> {
          List<StepRun> all = new ArrayList<>(known.runs());
          all.addAll(more.runs());
          return new LineageStep(name, known.inputs(), known.outputs(), all);
        });
  }

  /** Adds a node; of several names for one content all are kept. */
  LineageNode add(LineageNode node) {
    LineageNode kept =
        nodes.merge(
            node.id(),
            node,
            (known, more) ->
                more.name().isEmpty() || List.of(known.name().split(", ", -1)).contains(more.name())
                    ? known
                    : new LineageNode(
                        known.kind(),
                        known.id(),
                        known.name().isEmpty() ? more.name() : known.name() + ", " + more.name()));
    if (!kept.key().equals(kept.name())) {
      Digest content = new Digest(kept.key());
      byContent.putIfAbsent(content, kept.id());
      if (kept.kind() == LineageKind.SCORER) {
        // How an evaluation names the scorer it was compared with.
        byContent.putIfAbsent(CanonicalJson.digest(Json.of(content.hex())), kept.id());
      }
    }
    return kept;
  }

  /** What a version rests on by its record in the registry. */
  void registered(LineageNode version, List<String> inputs) {
    registered.put(version.id(), inputs);
  }
}
