package dev.millrace.duckdb;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The one place where names and texts become SQL. */
final class Sql {
  private Sql() {}

  /** A name, quoted. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text, quoted. */
  static String text(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** A file, as a quoted text. */
  static String file(Path file) {
    return text(file.toAbsolutePath().toString());
  }

  /** A list of files. */
  static String files(List<Path> files) {
    return files.stream().map(Sql::file).collect(Collectors.joining(", ", "[", "]"));
  }
}
