package dev.millrace.store.backup;

import dev.millrace.digest.Digest;
import dev.millrace.store.Home;
import dev.millrace.store.files.FileFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings and the log of a home. The log is written while it is copied: segments grow, are
 * closed and are replaced by tables. A file that was replaced meanwhile has followers, so the
 * folder is looked at again until nothing in it has gone.
 */
final class HomeFiles {
  private static final List<String> SETTINGS = List.of("home.yaml", "policy.yaml", "server.yaml");
  private static final int MOST_LOOKS = 20;

  private record Look(long bytes, long modified) {}

  private final Home home;
  private final HomeBackup.BlobCopy copy;

  HomeFiles(Home home, HomeBackup.BlobCopy copy) {
    this.home = home;
    this.copy = copy;
  }

  List<KeptFile> copy() throws IOException {
    Map<String, KeptFile> kept = new TreeMap<>();
    for (String each : SETTINGS) {
      Path file = home.folder().resolve(each);
      if (Files.isRegularFile(file)) {
        kept.put(each, keep(each, file));
      }
    }
    log(kept);
    return new ArrayList<>(kept.values());
  }

  private void log(Map<String, KeptFile> kept) throws IOException {
    Map<String, Look> seen = new HashMap<>();
    for (int look = 0; look < MOST_LOOKS; look++) {
      Map<String, Look> now = look();
      boolean gone = seen.keySet().retainAll(now.keySet());
      kept.keySet().removeIf(path -> path.startsWith("log/") && !now.containsKey(path));
      for (Map.Entry<String, Look> each : now.entrySet()) {
        if (!seen.containsKey(each.getKey())) {
          gone |= !keepIfThere(each.getKey(), kept);
          seen.put(each.getKey(), each.getValue());
        }
      }
      if (!gone) {
        return;
      }
    }
    throw FileFailures.of(
        new IOException("files of the log were replaced faster than they could be copied"),
        home.log());
  }

  private boolean keepIfThere(String path, Map<String, KeptFile> kept) throws IOException {
    try {
      kept.put(path, keep(path, home.folder().resolve(path)));
      return true;
    } catch (NoSuchFileException replaced) {
      return false;
    }
  }

  private KeptFile keep(String path, Path file) throws IOException {
    long bytes = Files.size(file);
    Digest digest = copy.file(file);
    return new KeptFile(path, digest, bytes);
  }

  private Map<String, Look> look() throws IOException {
    Map<String, Look> found = new TreeMap<>();
    if (!Files.isDirectory(home.log())) {
      return found;
    }
    try {
      Files.walkFileTree(
          home.log(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
              // A home within the log, such as the demonstration's, is a home of its own.
              return Files.exists(folder.resolve("format"))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
              if (about.isRegularFile()) {
                String path = home.folder().relativize(file).toString().replace('\\', '/');
                found.put(path, new Look(about.size(), about.lastModifiedTime().toMillis()));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
      return found;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
