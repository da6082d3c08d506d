package dev.millrace.cli;

import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which persons are meant. What is read here goes into no record and no log. */
final class PersonOption {
  private static final int MOST = 1_000;
  private static final int LONGEST = 4_096;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "Column whose value tells one person from another.")
  @Nullable String column;

  @Option(
      names = "--value",
      paramLabel = "TEXT",
      description = "The person's value; others on this machine may see it: see --key-file.")
  @Nullable String value;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "File with the values, one to a line; - is standard input.")
  @Nullable String keyFile;

  boolean isGiven() {
    return column != null || value != null || keyFile != null;
  }

  ColumnName column() {
    if (column == null) {
      throw usage("it is not said which column tells persons apart", "--column");
    }
    return new ColumnName(column);
  }

  /** The values, each once, in the order given: USAGE, FILE_UNWRITABLE. */
  List<String> values() {
    if ((value == null) == (keyFile == null)) {
      throw usage("who is meant is said by one of two options", "--value, --key-file");
    }
    List<String> values = value != null ? List.of(value) : lines(keyFile == null ? "" : keyFile);
    List<String> kept = values.stream().filter(text -> !text.isEmpty()).distinct().toList();
    if (kept.isEmpty() || kept.size() > MOST) {
      throw usage(
          "there are " + kept.size() + " values, and 1 to " + MOST + " are taken", "--key-file");
    }
    if (kept.stream().anyMatch(text -> text.length() > LONGEST)) {
      throw usage("a value has more than " + LONGEST + " characters", "--key-file");
    }
    return kept;
  }

  private static List<String> lines(String file) {
    try {
      String text =
          file.equals("-")
              ? new String(System.in.readNBytes(MOST * LONGEST), StandardCharsets.UTF_8)
              : Files.readString(Path.of(file));
      return new ArrayList<>(text.lines().toList());
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.USAGE, "the file with the values cannot be read")
              .at("--key-file")
              .found(FileFault.words(e)),
          e);
    }
  }

  private static MillraceException usage(String what, String where) {
    return Problem.of(ErrorCode.USAGE, what)
        .at(where)
        .next("For example: --column email --key-file persons.txt")
        .asException();
  }
}
