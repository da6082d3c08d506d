package dev.millrace.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that this build works on. */
final class Checkout {
  private final Path root;

  private Checkout(Path root) {
    this.root = root;
  }

  /** The checkout around the working directory of the tests. */
  static Checkout current() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("not inside a checkout: " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return new Checkout(folder);
  }

  Path root() {
    return root;
  }

  /** Folders of modules, in the order of their names. */
  List<Path> modules() {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Java sources of all modules, main and test, in the order of their paths. */
  List<Path> sources() {
    return modules().stream()
        .map(module -> module.resolve("src"))
        .filter(Files::isDirectory)
        .flatMap(source -> filesUnder(source, ".java").stream())
        .toList();
  }

  static List<Path> filesUnder(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Path as written in messages: from the root, with forward slashes. */
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
