package dev.millrace.core.flow;

import dev.millrace.core.anomaly.RunAnomalies;
import dev.millrace.core.ingest.InferredTableForm;
import dev.millrace.core.ingest.LandedForm;
import dev.millrace.core.ingest.LandingPlanner;
import dev.millrace.core.ingest.PinnedSourceForm;
import dev.millrace.core.ingest.SourceConfig;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.policy.ReadableFiles;
import dev.millrace.core.stage.Forms;
import dev.millrace.core.stage.ResultForm;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageInput;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.core.validate.RowQuarantine;
import dev.millrace.core.validate.SchemaInference;
import dev.millrace.core.validate.SchemaJson;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.core.validate.Validation;
import dev.millrace.core.validate.ValidationForm;
import dev.millrace.core.validate.Validator;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.profile.ProfileJson;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The stages from a source to validated data. */
final class DataStages {
  private static final ResultForm<TableSchema> SCHEMA_FORM =
      Forms.plain(SchemaJson::of, SchemaJson::schema);

  private final PipelineConfig config;
  private final PipelineServices services;
  private final RunSession session;
  private final BlobStore blobs;

  DataStages(PipelineConfig config, PipelineServices services, RunSession session) {
    this.config = config;
    this.services = services;
    this.session = session;
    this.blobs = session.services().blobs();
  }

  Stage<PinnedSource> discover() {
    return new Stage.Observe<>(
        Stages.DISCOVER, List.of(), new PinnedSourceForm(), control -> pin());
  }

  /** Why there is nothing to run on yet. */
  Optional<String> tooFewSpans() {
    return discovery().tooFewSpans(config.source());
  }

  private SourceDiscovery discovery() {
    return new SourceDiscovery(services.folder(), readable());
  }

  private PinnedSource pin() {
    PinnedSource files = discovery().pin(config.source());
    return config.source().predictions() == SourceConfig.Predictions.NONE
        ? files
        : new LabelledRowsFile(
                config,
                services,
                session.services().stores(),
                blobs,
                session.change("look").project())
            .after(files, words -> session.listener().note(Stages.DISCOVER, words));
  }

  private ReadableFiles readable() {
    return new ReadableFiles(services.folder(), services.policy());
  }

  /** The schema's file; a link that leads outside is followed only when that is granted. */
  private SchemaFile schemaFile() {
    Path file = services.folder().resolve(config.schema());
    try {
      if (Files.exists(file)) {
        readable().require(file);
      }
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_UNREADABLE, "the schema cannot be read")
              .at(file.toString())
              .found(FileFault.words(e)),
          e);
    }
    return new SchemaFile(file);
  }

  /** The schema people accepted; a first run has none. */
  Stage<Optional<TableSchema>> accepted() {
    return new Stage.Observe<>(
        Stages.ACCEPTED,
        List.of(),
        Forms.plain(
            schema ->
                Json.members()
                    .put("yaml", schema.map(s -> SchemaYaml.write(s, "")).orElse(""))
                    .build(),
            json -> {
              String yaml = JsonObject.of(json).only("yaml").text("yaml");
              return yaml.isEmpty()
                  ? Optional.empty()
                  : Optional.of(SchemaYaml.read("stored schema", yaml));
            }),
        control -> schemaFile().find());
  }

  Stage<InferredTable> infer(PinnedSource source) {
    return new Stage.Pure<>(
        Stages.INFER,
        "2",
        List.of(
            new StageInput("source", source.digest()),
            new StageInput("settings", config.written().source())),
        new InferredTableForm(),
        control -> services.landing().infer(source, config.source().read()));
  }

  Stage<Landed> land(PinnedSource source, LandingPlan plan) {
    return new Stage.Pure<>(
        Stages.LAND,
        "2",
        List.of(
            new StageInput("source", source.digest()),
            new StageInput("plan", LandingPlanner.digest(plan))),
        new LandedForm(),
        control -> services.landing().land(source, plan));
  }

  Stage<TableProfile> analyze(DataCut cut) {
    return new Stage.Pure<>(
        Stages.ANALYZE,
        Integer.toString(TableProfiler.REVISION),
        List.of(new StageInput("cut", cut.digest())),
        Forms.plain(ProfileJson::of, ProfileJson::read),
        control -> TableProfiler.profile(services.engine(), Scan.all(cut)));
  }

  /** A proposal for the schema of data that is seen for the first time. */
  Stage<TableSchema> propose(
      StageOutcome<TableProfile> profile, List<LandingColumn> columns, InferredTable inferred) {
    return new Stage.Pure<>(
        Stages.SCHEMA,
        "2",
        List.of(profile.as("profile")),
        SCHEMA_FORM,
        control -> SchemaInference.infer(profile.value(), columns, inferred.columns()));
  }

  Stage<Validation> validate(
      PinnedSource source,
      StageOutcome<Landed> landed,
      StageOutcome<TableProfile> profile,
      TableSchema schema) {
    RowQuarantine quarantine =
        new RowQuarantine(
            blobs,
            services.scratch(),
            source.objects().stream().map(SourceObject::digest).toList());
    return new Stage.Pure<>(
        Stages.VALIDATE,
        "3",
        List.of(
            new StageInput("source", source.digest()),
            landed.as("landed"),
            profile.as("profile"),
            new StageInput("schema", SchemaYaml.digest(schema))),
        new ValidationForm(),
        control ->
            RunAnomalies.add(
                new Validator(schema, services.engine(), quarantine)
                    .validate(landed.value(), profile.value()),
                schema,
                services.engine(),
                landed.value()));
  }
}
