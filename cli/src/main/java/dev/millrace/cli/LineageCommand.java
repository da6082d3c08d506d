package dev.millrace.cli;

import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.lineage.LineageGraph;
import dev.millrace.core.lineage.LineageGraph.Way;
import dev.millrace.core.lineage.LineageKind;
import dev.millrace.core.lineage.LineageNames;
import dev.millrace.core.lineage.LineageNode;
import dev.millrace.core.lineage.LineagePicture;
import dev.millrace.core.lineage.LineageReader;
import dev.millrace.core.lineage.LineageStep;
import dev.millrace.core.lineage.OpenLineage;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.digest.Digest;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace lineage}: what something rests on, and what rests on it. */
@Command(
    name = "lineage",
    mixinStandardHelpOptions = true,
    description = "Show what something was made from, and what was made from it.",
    footer = {
      "",
      "Examples:",
      "  millrace lineage chicago-taxi/3 --up        what does this version rest on?",
      "  millrace lineage trips.csv.gz --down        which models saw this file?",
      "  millrace lineage schema.yaml --down         what would a change of the schema touch?",
      "  millrace lineage chicago-taxi/production --svg release.svg"
    })
final class LineageCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec CommandSpec spec;

  @Mixin CommonOptions common;

  @Parameters(
      paramLabel = "NODE",
      description =
          "MODEL, MODEL/VERSION, MODEL/ENVIRONMENT, run/ID, a digest, or the path of a file.")
  String node = "";

  @Option(names = "--up", description = "Only what it rests on.")
  boolean up;

  @Option(names = "--down", description = "Only what rests on it.")
  boolean down;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw it into this file.")
  @Nullable Path svg;

  @Option(
      names = "--openlineage",
      paramLabel = "FILE",
      description = "Write the runs of it as OpenLineage events, one to a line.")
  @Nullable Path openLineage;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Look at so many of the newest runs (default: ${DEFAULT-VALUE}).")
  int runs = 1000;

  LineageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (runs < 1) {
      throw new ParameterException(spec.commandLine(), "--runs is 1 or more, got " + runs);
    }
    Set<Way> ways = EnumSet.noneOf(Way.class);
    if (up || !down) {
      ways.add(Way.UP);
    }
    if (down || !up) {
      ways.add(Way.DOWN);
    }
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      LineageReader.Read read =
          new LineageReader(home.store().stores(), Users.PROJECT, runs).read();
      List<LineageNode> start = new LineageNames(read.graph()).find(node, contents(node));
      LineageGraph part = read.graph().part(start, ways);
      if (svg != null) {
        OutputFile.write(svg, LineagePicture.draw("Lineage of " + node, part, start));
      }
      if (openLineage != null) {
        OutputFile.write(openLineage, new OpenLineage(Users.PROJECT, part).lines());
      }
      if (common.json) {
        json(read, start, part);
      } else {
        text(read, start, ways);
      }
    }
    return 0;
  }

  /** What the node means as a file: its content, and the schema it holds. */
  static List<Digest> contents(String node) {
    List<Digest> contents = new ArrayList<>();
    try {
      Path file = Path.of(node);
      if (!Files.isRegularFile(file)) {
        return contents;
      }
      contents.add(SourceDiscovery.pinFile(file).digest());
      if (node.endsWith(".yaml") || node.endsWith(".yml")) {
        contents.add(SchemaYaml.digest(SchemaYaml.read(node, Files.readString(file))));
      }
    } catch (InvalidPathException | IOException | MillraceException noFileOfOurs) {
      // Then it is looked for by name.
      return contents;
    }
    return contents;
  }

  private void json(LineageReader.Read read, List<LineageNode> start, LineageGraph part) {
    MembersBuilder out =
        Json.members()
            .put("start", Json.texts(start.stream().map(LineageNode::id).toList()))
            .put("graph", part.json())
            .put("notes", Json.texts(read.notes()));
    terminal.out().println(CanonicalJson.text(out.build()));
  }

  private void text(LineageReader.Read read, List<LineageNode> start, Set<Way> ways) {
    start.forEach(one -> terminal.out().println(one.kind().text() + " " + one.label()));
    for (Way way : ways) {
      SequencedMap<LineageNode, Integer> reached =
          new LinkedHashMap<>(read.graph().reach(start, way).nodes());
      start.forEach(reached::remove);
      terminal.out().println();
      terminal.out().println(way == Way.UP ? "rests on" : "what rests on it");
      if (reached.isEmpty()) {
        terminal.out().println("  nothing that is recorded");
        continue;
      }
      TextTable table = new TextTable(List.of("  steps", "what", "which", "made by"));
      reached.forEach(
          (one, far) ->
              table.add(
                  List.of("  " + far, one.kind().text(), one.label(), madeBy(read.graph(), one))));
      terminal.out().print(table);
      terminal.out().println("  " + summary(read.graph(), way, reached.keySet()));
    }
    read.notes().forEach(note -> terminal.out().println("note: " + note));
  }

  private static String madeBy(LineageGraph graph, LineageNode node) {
    List<LineageStep> steps = graph.madeBy(node);
    if (steps.isEmpty()) {
      return "";
    }
    LineageStep first = steps.getFirst();
    return first.runs().isEmpty()
        ? first.name()
        : first.name() + ", run " + first.runs().getFirst().run().brief();
  }

  private static String summary(LineageGraph graph, Way way, Set<LineageNode> reached) {
    if (way == Way.UP) {
      return "files: " + names(reached, LineageKind.FILE, one -> true);
    }
    Predicate<LineageNode> learned =
        version ->
            graph.madeBy(version).stream()
                .flatMap(step -> step.inputs().stream())
                .flatMap(id -> graph.find(id).stream())
                .anyMatch(input -> input.kind() == LineageKind.SCORER && reached.contains(input));
    return "model versions made from it: "
        + names(reached, LineageKind.VERSION, learned)
        + "; only compared or judged with it: "
        + names(reached, LineageKind.VERSION, learned.negate());
  }

  private static String names(
      Set<LineageNode> of, LineageKind kind, Predicate<LineageNode> wanted) {
    String names =
        of.stream()
            .filter(one -> one.kind() == kind && wanted.test(one))
            .map(LineageNode::label)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }
}
