package dev.millrace.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of people stays what they made it: its rights, its place, and no litter beside it. */
final class SchemaFileTest {
  private static final TableSchema SCHEMA =
      SchemaYaml.read("schema.yaml", "columns: { x: { type: float64, min: 0, max: 1 } }");

  @TempDir Path folder;

  @Test
  void aNewFileIsLikeOthers() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "");
    Path file = folder.resolve("schema.yaml");
    new SchemaFile(file).write(SCHEMA, "new");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void linkAndPermissionsStay() throws IOException {
    Path real = Files.createDirectories(folder.resolve("shared")).resolve("real.yaml");
    Files.writeString(real, "old");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
    Path link = Files.createSymbolicLink(folder.resolve("schema.yaml"), real);
    SchemaFile file = new SchemaFile(link);
    file.write(SCHEMA, "by a link");
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(real)).contains("by a link");
    assertThat(file.find()).contains(SCHEMA);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-rw-r--");
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    // A folder with something in it can be replaced by no file.
    Path place = Files.createDirectories(folder.resolve("schema.yaml"));
    Files.writeString(place.resolve("kept"), "");
    assertThatThrownBy(() -> new SchemaFile(place).write(SCHEMA, "new"))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining("the schema cannot be written");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(place);
    }
  }
}
