package dev.millrace.core.flow;

import dev.millrace.core.ingest.PinnedSourceForm;
import dev.millrace.core.validate.SchemaJson;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunQueries;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.RunSummary;
import java.util.List;
import java.util.Optional;

/** Which spans of a source were run before, with the same pipeline, files and schema. */
public final class DoneSpans {
  private static final int PAGE = 1_000;
  private static final int MOST_PAGES = 20;

  private final RunQueries runs;
  private final ProjectName project;

  public DoneSpans(RunQueries runs, ProjectName project) {
    this.runs = runs;
    this.project = project;
  }

  /**
   * The newest run that came to an end with what a run would begin with now.
   *
   * @param config the pipeline for one span
   * @param schema the accepted schema as it is now; nothing is done without one
   */
  public Optional<RunSummary> find(
      PipelineConfig config, PinnedSource source, Optional<Digest> schema) {
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    RunPage page = RunPage.newest(PAGE).of(config.name());
    for (int i = 0; i < MOST_PAGES; i++) {
      List<RunSummary> listed = runs.list(project, page);
      Optional<RunSummary> found =
          listed.stream()
              .filter(run -> run.config().equals(config.written().whole()))
              .filter(run -> run.status() == RunStatus.DONE || run.status() == RunStatus.REFUSED)
              .filter(run -> beganWith(runs.load(project, run.run()), source, schema.get()))
              .findFirst();
      if (found.isPresent() || listed.size() < PAGE) {
        return found;
      }
      page = page.after(listed.getLast());
    }
    return Optional.empty();
  }

  private static boolean beganWith(LoadedRun run, PinnedSource source, Digest schema) {
    return value(run, Stages.DISCOVER)
            .map(json -> new PinnedSourceForm().fromJson(json).digest().equals(source.digest()))
            .orElse(false)
        && schema(run).equals(Optional.of(schema));
  }

  /** The schema a run checked by: the accepted one, or the one it proposed. */
  private static Optional<Digest> schema(LoadedRun run) {
    Optional<String> accepted =
        value(run, Stages.ACCEPTED)
            .map(json -> JsonObject.of(json).text("yaml"))
            .filter(yaml -> !yaml.isEmpty());
    return accepted.isPresent()
        ? accepted.map(yaml -> SchemaYaml.digest(SchemaYaml.read("stored schema", yaml)))
        : value(run, Stages.SCHEMA).map(json -> SchemaYaml.digest(SchemaJson.schema(json)));
  }

  private static Optional<Json> value(LoadedRun run, StageName stage) {
    return run.stages().stream()
        .map(record -> record.commit())
        .filter(commit -> commit.stage().equals(stage))
        .map(commit -> commit.result().value())
        .findFirst();
  }
}
