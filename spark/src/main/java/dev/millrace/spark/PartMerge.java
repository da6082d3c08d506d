package dev.millrace.spark;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.MergeTree;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Merges the states that tasks sent, in part order and along the fixed tree. */
final class PartMerge<S> {
  private final Collector<S> collector;
  private final Map<Path, Part> files;

  PartMerge(Collector<S> collector, Map<Path, Part> files) {
    this.collector = collector;
    this.files = files;
  }

  S merge(List<PartState> states) {
    Map<Path, PartState> byFile = new HashMap<>();
    states.forEach(state -> byFile.put(Path.of(URI.create(state.file()).getPath()), state));
    MergeTree<S> tree = new MergeTree<>(collector);
    files.forEach(
        (file, part) -> {
          PartState state = byFile.get(file);
          requireWhole(file, part, state == null ? 0 : state.rows());
          tree.offer(state == null ? collector.fresh() : read(state.state()));
        });
    return tree.result();
  }

  /** A part in pieces would give other bits; a part that lacks rows would give a wrong answer. */
  private static void requireWhole(Path file, Part part, long rows) {
    if (rows != part.rows()) {
      throw Problem.of(ErrorCode.ENGINE_FAILED, "Spark did not read a part in one piece")
          .at(file.toString())
          .found(rows + " rows")
          .allowed(part.rows() + " rows")
          .asException();
    }
  }

  private S read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return collector.codec().read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
