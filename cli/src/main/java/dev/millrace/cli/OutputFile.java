package dev.millrace.cli;

import dev.millrace.store.files.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file a command writes for people. */
final class OutputFile {
  private OutputFile() {}

  /** Writes the text in UTF-8: DISK_FULL, FILE_UNWRITABLE. */
  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw FileFailures.of(e, file);
    }
  }
}
