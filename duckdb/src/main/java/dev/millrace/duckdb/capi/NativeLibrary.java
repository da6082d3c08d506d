package dev.millrace.duckdb.capi;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarEntry;
import org.duckdb.DuckDBDriver;

/**
 * DuckDB's library, found inside the driver's jar. The driver unpacks its 70 MB anew in every
 * process; here they are unpacked once for each user and version, into a folder nobody else can
 * write. Where that is not possible the driver loads the library.
 */
@SuppressWarnings("restricted") // loads native code: that is its job
final class NativeLibrary {
  /** System property: where unpacked libraries are, when not in the folder for temporary files. */
  private static final String FOLDER = "millrace.natives";

  private static final String OWNER_ONLY = "rwx------";

  private NativeLibrary() {}

  static SymbolLookup load() {
    try {
      Optional<Path> unpacked = unpack();
      if (unpacked.isPresent()) {
        return SymbolLookup.libraryLookup(unpacked.get(), Arena.global());
      }
    } catch (IOException | IllegalArgumentException e) {
      // No such folder, no room, or no right to load from it: the driver has its own ways.
    }
    return loadByDriver();
  }

  private static SymbolLookup loadByDriver() {
    try {
      // Connecting once unpacks and loads the library into the class loader of the driver.
      new DuckDBDriver().connect("jdbc:duckdb:", new Properties()).close();
      return SymbolLookup.loaderLookup();
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static Optional<Path> unpack() throws IOException {
    URL resource = DuckDBDriver.class.getResource("/" + name());
    if (resource == null || !(resource.openConnection() instanceof JarURLConnection jar)) {
      return Optional.empty();
    }
    Optional<Path> folder = ownFolder();
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    JarEntry entry = jar.getJarEntry();
    String content = Long.toHexString(entry.getCrc()) + "-" + entry.getSize();
    Path library = folder.get().resolve("duckdb-" + content + ".so");
    if (!Files.isRegularFile(library) || Files.size(library) != entry.getSize()) {
      Path partial = Files.createTempFile(folder.get(), "duckdb-", ".part");
      try (InputStream in = jar.getInputStream()) {
        Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    }
    return Optional.of(library);
  }

  /** Name of the library in the jar, as the driver spells it. */
  private static String name() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "macos" : "linux";
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    return "libduckdb_java.so_" + system + "_" + (arm ? "arm64" : "amd64");
  }

  /** A folder for this user alone; empty where files have no owners or somebody else made it. */
  private static Optional<Path> ownFolder() throws IOException {
    Path temporary =
        Path.of(System.getProperty(FOLDER, System.getProperty("java.io.tmpdir", "/tmp")));
    if (!Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
      return Optional.empty();
    }
    Path folder = temporary.resolve("millrace-" + System.getProperty("user.name", "user"));
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    }
    Path mine = Files.createTempFile(folder, "own-", ".check");
    try {
      boolean own = Files.getOwner(folder).equals(Files.getOwner(mine));
      boolean alone =
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)).equals(OWNER_ONLY);
      boolean real = !Files.isSymbolicLink(folder);
      return own && alone && real ? Optional.of(folder) : Optional.empty();
    } finally {
      Files.delete(mine);
    }
  }
}
