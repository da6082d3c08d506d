package dev.millrace.core.keep;

import dev.millrace.core.person.Person;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reports and texts of the log folder that quote a person's value. */
final class PersonFiles {
  private static final long LARGEST = 512L << 20;

  private final Path log;
  private final PersonText text;

  PersonFiles(Path home, Person person) {
    this.log = home.resolve("log");
    this.text = new PersonText(person.value());
  }

  /** Files that quote it, without the prediction log, which is a table. */
  List<Path> find() {
    if (!Files.isDirectory(log)) {
      return List.of();
    }
    Path predictions = log.resolve("predictions");
    try (Stream<Path> all = Files.walk(log)) {
      return all.filter(path -> !path.startsWith(predictions) && Files.isRegularFile(path))
          .filter(this::quotes)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw failed(log, e);
    }
  }

  private boolean quotes(Path file) {
    try {
      return Files.size(file) <= LARGEST && text.isIn(Files.readAllBytes(file));
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /** A text loses the value; what is no text goes as a whole. */
  void erase(Path file) {
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      byte[] bytes = Files.readAllBytes(file);
      String whole = new String(bytes, StandardCharsets.UTF_8);
      if (!Arrays.equals(whole.getBytes(StandardCharsets.UTF_8), bytes)) {
        Files.deleteIfExists(file);
        return;
      }
      Files.writeString(part, text.without(whole));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static MillraceException failed(Path file, IOException e) {
    return new MillraceException(
        Problem.of(ErrorCode.FILE_UNWRITABLE, "a file of the log cannot be looked at or written")
            .at(file.toString())
            .found(FileFault.words(e))
            .next("Check who may write there, and run it again."),
        e);
  }
}
