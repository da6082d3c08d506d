package dev.millrace.core.lineage;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.CollectedResult;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.Stores;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What became of contents: whether all results that hold one were collected. */
final class ContentFates {
  private final Stores stores;
  private final ProjectName project;
  private final Map<String, String> gone = new HashMap<>();
  private final Set<String> there = new HashSet<>();

  ContentFates(Stores stores, ProjectName project) {
    this.stores = stores;
    this.project = project;
  }

  /** A result gave these; when it names no blobs it is in the record itself, which stays. */
  void given(StageResult result, Digest digest, List<LineageNode> outputs) {
    if (result.blobs().isEmpty()) {
      return;
    }
    Optional<CollectedResult> collected = stores.keeping().collections().find(project, digest);
    for (LineageNode node : outputs) {
      if (collected.isEmpty()) {
        there.add(node.id());
      } else {
        gone.put(node.id(), "collected " + collected.get().at().toString().substring(0, 10));
      }
    }
  }

  /** The node with what became of it. */
  LineageNode told(LineageNode node) {
    String fate = gone.get(node.id());
    return fate == null || there.contains(node.id()) ? node : node.with(fate);
  }
}
