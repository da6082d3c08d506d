package dev.millrace.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command with a home has. */
final class CommonOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Folder that holds everything (else MILLRACE_HOME, else .millrace).")
  @Nullable Path home;

  @Option(names = "--json", description = "Write one JSON document to standard output.")
  boolean json;

  OutputForm form() {
    return json ? OutputForm.JSON : OutputForm.TEXT;
  }

  /** The home: as given, else from the environment, else beside {@code folder}. */
  Path home(Path folder) {
    return Optional.ofNullable(home)
        .or(() -> Optional.ofNullable(System.getenv("MILLRACE_HOME")).map(Path::of))
        .orElse(folder.resolve(".millrace"))
        .toAbsolutePath()
        .normalize();
  }
}
