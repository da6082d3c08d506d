package dev.millrace.store.backup;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.files.FileBlobs;
import dev.millrace.store.files.FileFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A folder with snapshots of one home, or of several. Contents are kept once by their digest,
 * whatever number of snapshots has them; a snapshot is a file that names what it has, written last.
 */
public final class BackupFolder {
  private static final String FORMAT = "millrace-backup 1\n";
  private static final String ENDING = ".json";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final FileBlobs blobs;

  private BackupFolder(Path folder, InstantSource clock) {
    this.folder = folder;
    this.blobs = new FileBlobs(folder.resolve("blobs"), clock, Checkpoints.NONE);
  }

  /** A folder that is a backup, or is empty or not there and becomes one: HOME_INVALID. */
  public static BackupFolder open(Path folder, InstantSource clock) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      if (!Files.exists(absolute.resolve("format"))) {
        try (Stream<Path> others = Files.list(absolute)) {
          List<Path> found = others.limit(5).toList();
          if (!found.isEmpty()) {
            throw problem(absolute, "this folder is no backup and is not empty")
                .found(found.stream().map(path -> "" + path.getFileName()).toList())
                .next("Name an empty folder, or one that is not there yet")
                .asException();
          }
        }
        Files.writeString(absolute.resolve("format"), FORMAT);
      }
      requireFormat(absolute);
      Files.createDirectories(absolute.resolve("blobs"));
      Files.createDirectories(absolute.resolve("snapshots"));
      return new BackupFolder(absolute, clock);
    } catch (IOException e) {
      throw FileFailures.of(e, absolute);
    }
  }

  /** A folder that is a backup: HOME_INVALID. */
  public static BackupFolder existing(Path folder, InstantSource clock) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (!Files.isRegularFile(absolute.resolve("format"))) {
      throw problem(absolute, "there is no backup here")
          .next("Name a folder that 'millrace backup' has written")
          .asException();
    }
    return open(absolute, clock);
  }

  private static void requireFormat(Path folder) throws IOException {
    String found = Files.readString(folder.resolve("format"));
    if (!found.equals(FORMAT)) {
      throw problem(folder, "this folder is no backup, or one of a newer version of Millrace")
          .found(found.strip())
          .allowed(FORMAT.strip())
          .next("Name another folder")
          .asException();
    }
  }

  private static Problem problem(Path folder, String what) {
    return Problem.of(ErrorCode.HOME_INVALID, what).at(folder.toString());
  }

  public Path folder() {
    return folder;
  }

  FileBlobs blobs() {
    return blobs;
  }

  /** Names of the snapshots, oldest first. */
  public List<String> snapshots() {
    try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileFailures.of(e, folder);
    }
  }

  /** A snapshot: HOME_INVALID when there is none of this name or it cannot be understood. */
  public Snapshot read(String name) {
    Path file = folder.resolve("snapshots").resolve(name + ENDING);
    try {
      if (!snapshots().contains(name)) {
        throw new NoSuchFileException(name);
      }
      return Snapshot.fromJson(JsonReader.read(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      throw problem(folder, "the backup has no such snapshot")
          .found(name)
          .allowed(String.join(", ", snapshots()))
          .asException();
    } catch (JsonSyntaxException | IllegalArgumentException | java.time.DateTimeException e) {
      throw new MillraceException(
          problem(file, "a snapshot cannot be understood")
              .found(String.valueOf(e.getMessage()))
              .next("Restore another snapshot"),
          e);
    } catch (IOException e) {
      throw FileFailures.of(e, file);
    }
  }

  /** Writes the file that makes a snapshot one; gives its name. */
  String write(Snapshot snapshot) {
    String name = NAME.format(snapshot.at());
    Path file = folder.resolve("snapshots").resolve(name + ENDING);
    try {
      Path part = folder.resolve("snapshots").resolve(name + ".part");
      Files.writeString(part, CanonicalJson.text(snapshot.toJson()), StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return name;
    } catch (IOException e) {
      throw FileFailures.of(e, file);
    }
  }
}
