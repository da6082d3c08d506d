package dev.millrace.core.keep;

import dev.millrace.core.person.Person;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.store.BlobStore;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Lines of quarantine: which are a person's, and a blob without them. */
final class QuarantineLines {
  private final BlobStore blobs;
  private final Path scratch;

  QuarantineLines(BlobStore blobs, Path scratch) {
    this.blobs = blobs;
    this.scratch = scratch;
  }

  /** Whether a line is of a person: a cell of a row, or the text of a record. */
  static Predicate<JsonObject> of(Person person) {
    PersonText text = new PersonText(person.value());
    return line ->
        line.find("cells").isPresent()
            ? person.isIn(line.object("cells"))
            : text.isIn(line.text("raw"));
  }

  /** How many lines there are, by their reason; of rows that broke rules the reason is empty. */
  Map<String, Long> count(Digest blob, Predicate<JsonObject> wanted) {
    Map<String, Long> counts = new TreeMap<>();
    read(
        blob,
        (line, object) -> {
          if (wanted.test(object)) {
            counts.merge(
                object.find("raw").isPresent() ? object.text("reason") : "", 1L, Long::sum);
          }
        });
    return counts;
  }

  /** The blob without these lines; empty when none is left. */
  Optional<Digest> without(Digest blob, Predicate<JsonObject> unwanted) {
    Path file = null;
    try {
      file = Files.createTempFile(scratch, "quarantine-", ".jsonl");
      long[] left = {0};
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        read(
            blob,
            (line, object) -> {
              if (!unwanted.test(object)) {
                left[0]++;
                write(out, line);
              }
            });
      }
      return left[0] == 0 ? Optional.empty() : Optional.of(blobs.putFile(file));
    } catch (IOException e) {
      throw failed(blob, e);
    } finally {
      if (file != null) {
        file.toFile().delete();
      }
    }
  }

  private interface Lines {
    void line(String line, JsonObject object);
  }

  private static void write(OutputStream out, String line) {
    try {
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Digest blob, Lines lines) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(blobs.open(blob), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.line(line, JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8))));
      }
    } catch (IOException e) {
      throw failed(blob, e);
    }
  }

  private static MillraceException failed(Digest blob, IOException e) {
    return new MillraceException(
        Problem.of(ErrorCode.DISK_FULL, "rows in quarantine cannot be read or written")
            .at(blob.hex())
            .found(FileFault.words(e))
            .next("Free space on the disk of the home, and run it again; nothing is lost."),
        e);
  }
}
