package dev.millrace.core.serve.log;

import dev.millrace.spi.id.EnvironmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the predictions and labels of an environment lie. Each environment has a log of its own, so
 * that nobody who reads one can meet what was answered in another.
 */
public final class LogPlace {
  private static final String STREAMS = "predictions";
  private static final String OTHERS = "environments";

  private LogPlace() {}

  /**
   * Folder of an environment's log, which need not be there.
   *
   * @param log folder of the home's logs
   */
  public static Path of(Path log, EnvironmentName environment) {
    return environment.equals(EnvironmentName.PRODUCTION)
        ? log.resolve(STREAMS)
        : log.resolve(OTHERS).resolve(environment.value()).resolve(STREAMS);
  }

  /** The folders of every environment that has ever been served, production first. */
  public static List<Path> all(Path log) throws IOException {
    List<Path> found = new ArrayList<>();
    Path production = of(log, EnvironmentName.PRODUCTION);
    if (Files.isDirectory(production)) {
      found.add(production);
    }
    Path others = log.resolve(OTHERS);
    if (Files.isDirectory(others)) {
      try (Stream<Path> each = Files.list(others)) {
        each.map(folder -> folder.resolve(STREAMS))
            .filter(Files::isDirectory)
            .sorted()
            .forEach(found::add);
      }
    }
    return List.copyOf(found);
  }
}
