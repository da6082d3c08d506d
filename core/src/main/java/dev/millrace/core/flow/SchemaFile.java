package dev.millrace.core.flow;

import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    try {
      return Optional.of(SchemaYaml.read(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_UNREADABLE, "the schema cannot be read")
              .at(file.toString())
              .found(e.getClass().getSimpleName()),
          e);
    }
  }

  /** Writes the schema, whole or not at all. */
  public void write(TableSchema schema, String heading) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Path part = Files.createTempFile(folder, ".schema", ".part");
      Files.writeString(part, SchemaYaml.write(schema, heading));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the schema cannot be written")
              .at(file.toString())
              .found(String.valueOf(e.getMessage()))
              .next("Make the folder writable, or name another file under 'schema'."),
          e);
    }
  }
}
