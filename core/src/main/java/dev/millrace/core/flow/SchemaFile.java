package dev.millrace.core.flow;

import dev.millrace.core.validate.ColumnRule;
import dev.millrace.core.validate.SchemaDraft;
import dev.millrace.core.validate.SchemaEdit;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file in which people keep the schema they accepted. */
public final class SchemaFile {
  private final Path file;

  public SchemaFile(Path file) {
    this.file = file;
  }

  public Path path() {
    return file;
  }

  /** The schema, when there is a file. */
  public Optional<TableSchema> find() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(SchemaYaml.read(file.toString(), text()));
  }

  /** Writes the schema, whole or not at all. */
  public void write(TableSchema schema, String heading) {
    put(SchemaYaml.write(schema, heading));
  }

  /**
   * Changes the rule of one column, and no other character of the file.
   *
   * @throws MillraceException SCHEMA_INVALID when the file holds no such column
   */
  public void accept(ColumnRule rule) {
    put(SchemaEdit.change(file.toString(), text(), rule));
  }

  /**
   * What a schema's file says, whether or not it makes sense.
   *
   * @throws MillraceException CONFIG_UNREADABLE when there is no such file
   */
  public static SchemaDraft draft(Path file) {
    return SchemaYaml.draft(file.toString(), new SchemaFile(file).text());
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_UNREADABLE, "the schema cannot be read")
              .at(file.toString())
              .found(FileFault.words(e)),
          e);
    }
  }

  private void put(String text) {
    try {
      // A link stays one, and what it leads to is changed.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path part = part(target);
      try {
        Files.writeString(part, text);
        keepPermissions(target, part);
        Files.move(
            part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the schema cannot be written")
              .at(file.toString())
              .found(FileFault.words(e))
              .next("Make the folder writable, or name another file under 'schema'."),
          e);
    }
  }

  /** A file as this user's other new files are; temporary files are for their user only. */
  private static Path part(Path target) throws IOException {
    FileAttribute<?>[] usual =
        isPosix(target)
            ? new FileAttribute<?>[] {
              // Less what the process's umask takes.
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-"))
            }
            : new FileAttribute<?>[0];
    return Files.createTempFile(target.resolveSibling(""), ".schema", ".part", usual);
  }

  private static void keepPermissions(Path target, Path part) throws IOException {
    if (isPosix(target) && Files.exists(target)) {
      var _ = Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(target));
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
