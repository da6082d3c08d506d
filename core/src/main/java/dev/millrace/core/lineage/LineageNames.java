package dev.millrace.core.lineage;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the nodes of a graph that a person means. */
public final class LineageNames {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{8,64}");
  private static final Pattern NUMBERED = Pattern.compile(".*/[0-9]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final String ALLOWED =
      "MODEL, MODEL/VERSION, MODEL/ENVIRONMENT, MODEL/ENVIRONMENT/EPOCH, run/ID, a digest or its"
          + " first 8 digits or more, the path of a source's file or of a schema";

  private final LineageGraph graph;

  public LineageNames(LineageGraph graph) {
    this.graph = graph;
  }

  /**
   * The nodes that are meant: one, all versions of a model, all that a run gave.
   *
   * @param contents digests of the file when the text is the path of one
   * @throws dev.millrace.error.MillraceException USAGE when nothing or several things are
   */
  public List<LineageNode> find(String text, List<Digest> contents) {
    if (text.isEmpty() || CONTROL.matcher(text).find()) {
      throw unknown(text, "this names nothing: it is empty or has control characters");
    }
    for (List<LineageNode> found :
        List.of(
            byContents(contents), byLocation(text), byName(text), byRun(text), byDigest(text))) {
      if (!found.isEmpty()) {
        return found;
      }
    }
    throw unknown(text, "nothing of that name or content is in the record of this home");
  }

  private List<LineageNode> byContents(List<Digest> contents) {
    return graph.nodes().stream()
        .filter(node -> contents.stream().anyMatch(content -> content.hex().equals(node.key())))
        .toList();
  }

  /** A file that was read from there, whatever it holds now. */
  private List<LineageNode> byLocation(String text) {
    return graph.nodes().stream()
        .filter(node -> node.kind() == LineageKind.FILE)
        .filter(
            node ->
                Stream.of(node.name().split(", ", -1))
                    .anyMatch(name -> name.equals(text) || name.endsWith("/" + text)))
        .toList();
  }

  /** {@code taxi}, {@code taxi/3}, {@code taxi/production}, {@code taxi/production/5}. */
  private List<LineageNode> byName(String text) {
    List<LineageNode> exact =
        Stream.of(LineageKind.VERSION, LineageKind.RELEASE, LineageKind.WINDOWS)
            .flatMap(kind -> graph.find(kind.text() + "/" + text).stream())
            .toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    Stream<String> kinds =
        text.contains("/")
            ? Stream.of(LineageKind.RELEASE.text())
            : Stream.of(LineageKind.VERSION.text());
    List<String> starts = kinds.map(kind -> kind + "/" + text + "/").toList();
    return graph.nodes().stream()
        .filter(node -> starts.stream().anyMatch(node.id()::startsWith))
        .filter(node -> NUMBERED.matcher(node.id()).matches())
        .toList();
  }

  private List<LineageNode> byRun(String text) {
    String start = text.startsWith("run/") ? text.substring(4) : text;
    if (!start.matches("[0-9a-f]{8,32}")) {
      return List.of();
    }
    Set<String> runs = new TreeSet<>();
    NavigableSet<LineageNode> given = new TreeSet<>();
    for (LineageStep step : graph.steps()) {
      for (StepRun run : step.runs()) {
        if (run.run().value().startsWith(start)) {
          runs.add(run.run().value());
          step.outputs().forEach(id -> graph.find(id).ifPresent(given::add));
        }
      }
    }
    if (runs.size() > 1) {
      throw unknown(text, "several runs begin so");
    }
    return List.copyOf(given);
  }

  private List<LineageNode> byDigest(String text) {
    if (!DIGEST.matcher(text).matches()) {
      return List.of();
    }
    List<LineageNode> found =
        graph.nodes().stream().filter(node -> node.key().startsWith(text)).toList();
    if (found.stream().map(LineageNode::key).distinct().count() > 1) {
      throw unknown(text, "several contents begin so");
    }
    return found;
  }

  private static RuntimeException unknown(String text, String why) {
    return Problem.of(ErrorCode.USAGE, why)
        .found(text)
        .allowed(ALLOWED)
        .next("See: millrace models list, millrace runs, millrace releases list")
        .asException();
  }
}
