package dev.millrace.core.flow;

import dev.millrace.json.Json;
import java.util.Objects;

/**
 * What a run is made with.
 *
 * @param revision build or commit of the program
 * @param jdk version of the Java runtime
 * @param libraries versions of native and numeric libraries by name
 */
public record RunFacts(String revision, String jdk, Json libraries) {
  public RunFacts {
    Objects.requireNonNull(revision);
    Objects.requireNonNull(jdk);
    Objects.requireNonNull(libraries);
  }
}
