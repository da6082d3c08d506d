package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.PlainText;
import dev.millrace.spi.id.RunId;
import java.util.Objects;

/**
 * What a model version was made from.
 *
 * @param cut digest of the data
 * @param schema digest of the accepted schema
 * @param plan digest of the fitted feature plan
 * @param learner name and revision of the learner
 * @param settings the learner's settings
 * @param revision build or commit of the program
 * @param jdk version of the Java runtime
 * @param libraries versions of native and numeric libraries by name
 */
public record VersionLineage(
    RunId run,
    Digest cut,
    Digest schema,
    Digest plan,
    String learner,
    Json settings,
    long seed,
    String revision,
    String jdk,
    Json libraries) {
  public VersionLineage {
    Objects.requireNonNull(run);
    Objects.requireNonNull(cut);
    Objects.requireNonNull(schema);
    Objects.requireNonNull(plan);
    learner = PlainText.clean(learner);
    Objects.requireNonNull(settings);
    revision = PlainText.clean(revision);
    jdk = PlainText.clean(jdk);
    Objects.requireNonNull(libraries);
  }
}
