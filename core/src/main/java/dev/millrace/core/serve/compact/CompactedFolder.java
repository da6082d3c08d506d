package dev.millrace.core.serve.compact;

import dev.millrace.core.serve.log.LogStream;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.store.Checkpoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The compacted sets of one stream: Parquet files, and a manifest for each set. */
public final class CompactedFolder {
  private static final String UNFINISHED = ".tmp";

  private final Path folder;

  /**
   * The sets of a stream.
   *
   * @param log folder of the whole log
   */
  public CompactedFolder(Path log, LogStream stream) {
    this.folder = log.resolve("compacted").resolve(stream.folder());
  }

  public Path folder() {
    return folder;
  }

  /** Manifests by the names of their sets, in order; none when nothing has been compacted. */
  public SortedMap<String, Manifest> manifests() throws IOException {
    SortedMap<String, Manifest> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + Manifest.ENDING)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        found.put(
            name.substring(0, name.length() - Manifest.ENDING.length()),
            Manifest.fromJson(file.toString(), JsonReader.read(Files.readAllBytes(file))));
      }
    } catch (NoSuchFileException e) {
      return found;
    }
    found.keySet().removeAll(superseded(found));
    return found;
  }

  /**
   * Sets in whose place another one has come: that of the longer name, of the same segments. What
   * replaced one may have died before it took the old one away.
   */
  private static Set<String> superseded(SortedMap<String, Manifest> sets) {
    Map<List<String>, String> newest = new HashMap<>();
    Set<String> old = new HashSet<>();
    sets.forEach(
        (name, manifest) -> {
          if (!manifest.segments().isEmpty()) {
            String other = newest.put(manifest.segments(), name);
            if (other != null) {
              // In the order of names the longer of two that begin alike comes later.
              old.add(other);
            }
          }
        });
    return old;
  }

  /** Makes the set be there, in one step. */
  void commit(String set, Manifest manifest, Checkpoints checkpoints) throws IOException {
    Path unfinished = folder.resolve(set + UNFINISHED);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(CanonicalJson.bytes(manifest.toJson()));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    checkpoints.reached("compact.before-manifest");
    Files.move(unfinished, folder.resolve(set + Manifest.ENDING), StandardCopyOption.ATOMIC_MOVE);
    forceNames();
    checkpoints.reached("compact.after-manifest");
  }

  /** Removes a set; what is left of it after a crash goes with the next sweep. */
  void remove(String set, Manifest manifest) throws IOException {
    Files.deleteIfExists(folder.resolve(set + Manifest.ENDING));
    forceNames();
    for (CompactedFile file : manifest.files()) {
      Files.deleteIfExists(folder.resolve(file.name()));
    }
  }

  /** Removes files of no set: what an interrupted compaction left behind. Gives their number. */
  int sweep() throws IOException {
    Set<String> named = new HashSet<>();
    manifests()
        .forEach(
            (set, manifest) -> {
              named.add(set + Manifest.ENDING);
              manifest.files().forEach(file -> named.add(file.name()));
            });
    int swept = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!named.contains(String.valueOf(file.getFileName()))) {
          Files.delete(file);
          swept++;
        }
      }
    }
    return swept;
  }

  /** Refuses a set whose files are not what its manifest says, before anything relies on it. */
  void requireWhole(Manifest manifest) throws IOException {
    for (CompactedFile file : manifest.files()) {
      Path place = folder.resolve(file.name());
      if (!Files.exists(place) || !digest(place).equals(file.digest())) {
        throw Problem.of(ErrorCode.LOG_UNREADABLE, "a compacted file is not what its manifest says")
            .at(place.toString())
            .next("The segments it replaces are kept. Remove its manifest to make it again.")
            .asException();
      }
    }
  }

  static Digest digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
      return new Digest(HexFormat.of().formatHex(sha.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void forceNames() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
