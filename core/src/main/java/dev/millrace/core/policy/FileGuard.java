package dev.millrace.core.policy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Looks whether files of a home are in the hands of its owner alone. What the operating system does
 * not tell in POSIX terms is left to it.
 */
public final class FileGuard {
  private static final int OTHERS_WRITE = 0022;
  private static final int OTHERS_ANYTHING = 0077;
  private static final int STICKY = 01000;
  private static final int ROOT = 0;

  private final Path home;

  /**
   * @param home whose owner is the operator
   */
  public FileGuard(Path home) {
    this.home = home;
  }

  /**
   * Refuses a file that others can change or replace: FILE_UNSAFE.
   *
   * @param file links are followed
   */
  public void requireUnchangeable(Path file) throws IOException {
    Path real = file.toRealPath();
    require(real, OTHERS_WRITE, "chmod go-w ", "others may change this file");
    Path folder = Objects.requireNonNullElse(real.getParent(), real);
    requireFolder(folder);
    if (!real.equals(file)) {
      requireFolder(Objects.requireNonNullElse(file.getParent(), file));
    }
  }

  /** Refuses a file that others can read, change or replace: FILE_UNSAFE. */
  public void requirePrivate(Path file) throws IOException {
    require(
        file.toRealPath(), OTHERS_ANYTHING, "chmod go= ", "others may read or change this file");
    requireUnchangeable(file);
  }

  /** In a sticky folder nobody replaces what belongs to another. */
  private void requireFolder(Path folder) throws IOException {
    if (posix(folder) && (mode(folder) & STICKY) == 0) {
      require(folder, OTHERS_WRITE, "chmod go-w ", "others may replace files of this folder");
    }
  }

  private void require(Path place, int forbidden, String mend, String what) throws IOException {
    if (!posix(place)) {
      return;
    }
    if ((mode(place) & forbidden) != 0) {
      throw Problem.of(ErrorCode.FILE_UNSAFE, what)
          .at(place.toString())
          .found(Integer.toOctalString(mode(place) & 0777))
          .next("Run: " + mend + place)
          .asException();
    }
    int owner = owner(place);
    if (owner != ROOT && owner != owner(home)) {
      throw Problem.of(ErrorCode.FILE_UNSAFE, "this belongs to neither the home's owner nor root")
          .at(place.toString())
          .found("user " + owner)
          .allowed("user " + owner(home) + ", user 0")
          .next("Give it to the owner of the home, or remove it.")
          .asException();
    }
  }

  private static boolean posix(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private static int mode(Path place) throws IOException {
    return unix(place, "mode");
  }

  private static int owner(Path place) throws IOException {
    return unix(place, "uid");
  }

  private static int unix(Path place, String attribute) throws IOException {
    Map<String, ?> found = Files.readAttributes(place, "unix:" + attribute);
    return (Integer) Objects.requireNonNull(found.get(attribute));
  }
}
