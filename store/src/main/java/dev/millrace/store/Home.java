package dev.millrace.store;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.store.files.FileFailures;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder that holds everything Millrace keeps: metadata, blobs, logs, scratch files and the
 * operator's policy. It may be opened by several processes at once, which is why it must be on a
 * local disk.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
  /** Version of the layout, in the file {@code format}. */
  static final int FORMAT = 1;

  private static final String FORMAT_PREFIX = "millrace-home ";
  private static final Set<String> OWN_NAMES =
      Set.of(
          "format",
          "millrace.db",
          "millrace.db-wal",
          "millrace.db-shm",
          "millrace.lock",
          "blobs",
          "cache",
          "log",
          "scratch",
          "secrets",
          "policy.yaml",
          "home.yaml",
          "server.yaml");

  /**
   * Opens a home, made if it is not there: HOME_INVALID, HOME_NEWER, HOME_ON_NETWORK,
   * FILE_UNWRITABLE, DISK_FULL.
   */
  public static Home open(Path folder) {
    return open(folder, FileSystemType.ASKED);
  }

  /**
   * Opens a home that is there, be it with no more than its operator's files, and makes none:
   * HOME_INVALID with what to do, and as {@link #open(Path)}.
   */
  public static Home existing(Path folder) {
    Home home = new Home(folder.toAbsolutePath().normalize());
    if (OWN_NAMES.stream().noneMatch(name -> Files.exists(home.folder.resolve(name)))) {
      throw home.problem(ErrorCode.HOME_INVALID, "there is no home here yet")
          .next(
              "Run a pipeline, which makes one: millrace run pipeline.yaml. Or name the home with"
                  + " --home or MILLRACE_HOME")
          .asException();
    }
    return open(folder);
  }

  static Home open(Path folder, FileSystemType type) {
    Home home = new Home(folder.toAbsolutePath().normalize());
    try {
      home.requireLocalDisk(type);
      home.create();
      home.requireWritable();
      return home;
    } catch (IOException e) {
      throw FileFailures.of(e, home.folder);
    }
  }

  /** The metadata. */
  public Path database() {
    return folder.resolve("millrace.db");
  }

  /** Contents by digest. */
  public Path blobs() {
    return folder.resolve("blobs");
  }

  /** Copies of contents that are kept elsewhere; it need not be there. */
  public Path cache() {
    return folder.resolve("cache");
  }

  public Path log() {
    return folder.resolve("log");
  }

  /** Files of runs in progress; nothing in it outlives its run. */
  public Path scratch() {
    return folder.resolve("scratch");
  }

  /** What the operator allows; it need not be there. */
  public Path policy() {
    return folder.resolve("policy.yaml");
  }

  /** What its machine may spend; it need not be there. */
  public Path settings() {
    return folder.resolve("home.yaml");
  }

  private Path format() {
    return folder.resolve("format");
  }

  private void requireLocalDisk(FileSystemType type) throws IOException {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    String name = type.of(there);
    if (FileSystemType.isNetwork(name)) {
      throw problem(
              ErrorCode.HOME_ON_NETWORK,
              "a home cannot be on a network file system: several processes would damage it")
          .found(name)
          .next("Choose a folder on a local disk with --home")
          .asException();
    }
  }

  private void create() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw problem(ErrorCode.HOME_INVALID, "the home is not a folder")
          .next("Choose a folder with --home")
          .asException();
    }
    int found = readFormat();
    if (found > FORMAT) {
      throw problem(ErrorCode.HOME_NEWER, "this home was made by a newer version of Millrace")
          .found("format " + found)
          .allowed("format " + FORMAT)
          .next("Use that version or a newer one, or choose another folder with --home")
          .asException();
    }
    if (found == 0) {
      requireNothingElse();
    }
    createPrivately();
    for (Path each : List.of(blobs(), log(), scratch())) {
      Files.createDirectories(each);
    }
    if (found == 0) {
      writeFormat();
    }
  }

  /** A home holds what its data holds: a new one is for its maker only. */
  private void createPrivately() throws IOException {
    if (Files.exists(folder) || folder.getParent() == null) {
      return;
    }
    Files.createDirectories(folder.getParent());
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** Version of the layout; 0 when there is no home yet. */
  private int readFormat() throws IOException {
    try {
      String text = Files.readString(format(), StandardCharsets.UTF_8).strip();
      if (text.matches(FORMAT_PREFIX + "[1-9][0-9]{0,8}")) {
        return Integer.parseInt(text.substring(FORMAT_PREFIX.length()));
      }
      throw problem(ErrorCode.HOME_INVALID, "the file 'format' of the home cannot be understood")
          .found(text)
          .next("Choose another folder with --home, or restore the home from a backup")
          .asException();
    } catch (NoSuchFileException e) {
      return 0;
    } catch (CharacterCodingException e) {
      throw new MillraceException(
          problem(ErrorCode.HOME_INVALID, "the file 'format' of the home is damaged"), e);
    }
  }

  /** A folder with other things in it is somebody's, not a home in the making. */
  private void requireNothingElse() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Set<String> others = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!OWN_NAMES.contains(name) && !name.startsWith(".format")) {
          others.add(name);
        }
      }
    }
    if (!others.isEmpty()) {
      throw problem(
              ErrorCode.HOME_INVALID, "this folder is not a home of Millrace and is not empty")
          .found(String.join(", ", others))
          .next("Choose an empty folder, or one that is not there yet, with --home")
          .asException();
    }
  }

  /** Last, and whole or not at all: a folder with this file is a complete home. */
  private void writeFormat() throws IOException {
    Path unfinished = Files.createTempFile(folder, ".format", "");
    Files.writeString(unfinished, FORMAT_PREFIX + FORMAT + "\n", StandardCharsets.UTF_8);
    Files.move(unfinished, format(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void requireWritable() throws IOException {
    for (Path each : List.of(folder, blobs(), scratch())) {
      if (!Files.isWritable(each)) {
        throw Problem.of(ErrorCode.FILE_UNWRITABLE, "this user may not write to the home")
            .at(each.toString())
            .next("Give this user the right to write, or choose another folder with --home")
            .asException();
      }
    }
  }

  private Problem problem(ErrorCode code, String what) {
    return Problem.of(code, what).at(folder.toString());
  }
}
