package dev.millrace.core.serve.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The segments of one stream, as files. */
final class SegmentFolder {
  /** How a segment lies there. */
  enum State {
    OPEN,
    SEALED
  }

  private final Path folder;

  SegmentFolder(Path log, LogStream stream) {
    this.folder = log.resolve(stream.folder());
  }

  Path folder() {
    return folder;
  }

  /** All segments in order; none when the folder is not there. */
  SortedMap<SegmentName, State> list() throws IOException {
    SortedMap<SegmentName, State> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String text = String.valueOf(file.getFileName());
        Optional<SegmentName> name = SegmentName.parse(text);
        if (name.isPresent()) {
          State state = text.endsWith(SegmentName.OPEN) ? State.OPEN : State.SEALED;
          found.merge(name.get(), state, (one, other) -> State.SEALED);
        }
      }
    } catch (NoSuchFileException e) {
      return found;
    }
    return found;
  }

  Path openFile(SegmentName name) {
    return folder.resolve(name.openFile());
  }

  Path sealedFile(SegmentName name) {
    return folder.resolve(name.sealedFile());
  }

  /**
   * Seals what processes that have ended left open.
   *
   * @param log folder of the whole log
   * @param own nodes of this process
   * @return number of segments sealed
   */
  int sealOrphans(Path log, java.util.Set<NodeId> own) throws IOException {
    int sealed = 0;
    FolderSegments files = new FolderSegments(folder);
    for (var entry : list().entrySet()) {
      NodeId node = entry.getKey().node();
      if (entry.getValue() == State.OPEN && !own.contains(node) && NodeLock.isDead(log, node)) {
        try {
          files.seal(entry.getKey());
          sealed++;
        } catch (NoSuchFileException e) {
          // Sealed by its owner or another process since the folder was read.
        }
      }
    }
    if (sealed > 0) {
      files.forceNames();
    }
    return sealed;
  }
}
