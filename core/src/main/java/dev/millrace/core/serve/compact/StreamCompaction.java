package dev.millrace.core.serve.compact;

import dev.millrace.core.serve.log.SealedSegments;
import dev.millrace.core.serve.log.SegmentName;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.TableExport;
import dev.millrace.spi.store.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compacts one stream. Each step may be the last one before a crash: a set counts once its manifest
 * has its name, segments go only after that, and whatever else is found is taken away or finished
 * by the next run.
 *
 * @param <T> the record
 */
final class StreamCompaction<T> {
  private final SealedSegments<T> segments;
  private final StreamTables<T> tables;
  private final CompactedFolder target;
  private final TableExport export;
  private final Checkpoints checkpoints;

  StreamCompaction(
      SealedSegments<T> segments,
      StreamTables<T> tables,
      CompactedFolder target,
      TableExport export,
      Checkpoints checkpoints) {
    this.segments = segments;
    this.tables = tables;
    this.target = target;
    this.export = export;
    this.checkpoints = checkpoints;
  }

  /** Compacts every sealed segment; gives the manifests of the new sets. */
  List<Manifest> run(long setBytes) throws IOException {
    Files.createDirectories(target.folder());
    segments.sealOrphans(Set.of());
    target.sweep();
    for (Manifest manifest : target.manifests().values()) {
      removeSegments(manifest);
    }
    List<Manifest> made = new ArrayList<>();
    List<SegmentName> set = new ArrayList<>();
    long bytes = 0;
    for (SegmentName name : segments.list()) {
      set.add(name);
      bytes += segments.bytes(name);
      if (bytes >= setBytes) {
        made.add(compact(set));
        set.clear();
        bytes = 0;
      }
    }
    if (!set.isEmpty()) {
      made.add(compact(set));
    }
    return made;
  }

  private Manifest compact(List<SegmentName> names) throws IOException {
    String set = names.getFirst().text();
    Survey<T> survey = new Survey<>(tables);
    survey.look(segments, names);
    List<CompactedFile> files = new ArrayList<>();
    for (Map.Entry<String, Long> table : survey.rows().entrySet()) {
      files.add(write(set, table.getKey(), table.getValue(), names));
      checkpoints.reached("compact.file-written");
    }
    target.forceNames();
    Manifest manifest = survey.manifest(segments, names, files);
    target.commit(set, manifest, checkpoints);
    removeSegments(manifest);
    return manifest;
  }

  /** Name of the file of one table in a set. */
  static String file(String set, String table) {
    return set + "-" + table + ".parquet";
  }

  private CompactedFile write(String set, String table, long rows, List<SegmentName> names)
      throws IOException {
    Path file = target.folder().resolve(file(set, table));
    export.export(
        tables.fields(table),
        new TableBatches<>(segments, tables, table, names),
        SourceFormat.PARQUET,
        file);
    return new CompactedFile(
        String.valueOf(file.getFileName()), rows, CompactedFolder.digest(file));
  }

  private void removeSegments(Manifest manifest) throws IOException {
    Set<String> replaced = new HashSet<>(manifest.segments());
    List<SegmentName> there =
        segments.list().stream().filter(name -> replaced.contains(name.text())).toList();
    if (there.isEmpty()) {
      return;
    }
    target.requireWhole(manifest);
    for (SegmentName name : there) {
      segments.delete(name);
      checkpoints.reached("compact.segment-removed");
    }
    segments.forceNames();
  }
}
