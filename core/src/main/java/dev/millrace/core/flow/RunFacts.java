package dev.millrace.core.flow;

import dev.millrace.core.release.CodeRevision;
import dev.millrace.json.Json;
import java.util.Objects;

/**
 * What a run is made with.
 *
 * @param revision build or commit of the program
 * @param jdk version of the Java runtime
 * @param libraries versions of native and numeric libraries by name
 * @param code revision of the pipeline's folder
 */
public record RunFacts(String revision, String jdk, Json libraries, CodeRevision code) {
  public RunFacts {
    Objects.requireNonNull(revision);
    Objects.requireNonNull(jdk);
    Objects.requireNonNull(libraries);
    Objects.requireNonNull(code);
  }

  /** The same when the run made something that is in no commit. */
  RunFacts but(String reason) {
    return new RunFacts(revision, jdk, libraries, code.but(reason));
  }
}
