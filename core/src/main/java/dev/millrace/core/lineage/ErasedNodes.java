package dev.millrace.core.lineage;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ErasedContent;
import dev.millrace.spi.store.Stores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Contents from which a person was erased. Runs tell what took their place; what a stage gave, and
 * others name, is what was there then: it comes back into the graph, with a step to what is there.
 */
final class ErasedNodes {
  private final Map<Digest, Digest> before = new HashMap<>();
  private final Set<Digest> replaced = new HashSet<>();
  private final Set<String> erased = new HashSet<>();
  private final Map<LineageNode, LineageNode> steps = new HashMap<>();

  ErasedNodes(Stores stores, ProjectName project) {
    for (ErasedContent content : stores.keeping().erasures().contents(project)) {
      before.put(content.now(), content.old());
      replaced.add(content.old());
    }
  }

  /** The content as it was first; itself when nothing was erased from it. */
  Digest original(Digest content) {
    Digest first = content;
    for (int i = 0; i <= before.size() && before.containsKey(first); i++) {
      first = before.getOrDefault(first, first);
    }
    return first;
  }

  /** Whether something else took the place of a content. */
  boolean isErased(Digest content) {
    return replaced.contains(content);
  }

  /** What a stage gave then. */
  List<LineageNode> original(List<LineageNode> given) {
    List<LineageNode> then = new ArrayList<>();
    for (LineageNode node : given) {
      LineageNode first = original(node);
      then.add(first);
      if (!first.equals(node)) {
        erased.add(first.id());
        steps.put(first, node);
      }
    }
    return then;
  }

  private LineageNode original(LineageNode node) {
    return node.content()
        .filter(before::containsKey)
        .map(content -> LineageNode.of(node.kind(), original(content), node.name()))
        .orElse(node);
  }

  /** What is there now by what was there then. */
  Map<LineageNode, LineageNode> steps() {
    return steps;
  }

  LineageNode told(LineageNode node) {
    return erased.contains(node.id()) ? node.with("erased") : node;
  }
}
