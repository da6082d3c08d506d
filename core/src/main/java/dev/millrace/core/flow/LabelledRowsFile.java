package dev.millrace.core.flow;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.register.RegisteredScorer;
import dev.millrace.core.serve.compact.KnownInputs;
import dev.millrace.core.serve.compact.LoggedTables;
import dev.millrace.core.serve.join.RetrainingExport;
import dev.millrace.core.serve.log.LogPlace;
import dev.millrace.core.validate.ColumnRule;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Predictions with their labels as further files of a source. They are written anew for every run
 * into the run's scratch folder and pinned by their content like any other: the same log gives the
 * same bytes.
 */
final class LabelledRowsFile {
  private static final String NAME = "labelled-predictions";

  /** Versions whose predictions are looked for, the newest ones. */
  private static final int MOST_VERSIONS = 100;

  private final PipelineConfig config;
  private final PipelineServices services;
  private final Stores stores;
  private final BlobStore blobs;
  private final ProjectName project;

  LabelledRowsFile(
      PipelineConfig config,
      PipelineServices services,
      Stores stores,
      BlobStore blobs,
      ProjectName project) {
    this.config = config;
    this.services = services;
    this.stores = stores;
    this.blobs = blobs;
    this.project = project;
  }

  /** True for such a file. */
  static boolean isOne(String location) {
    return location.substring(location.lastIndexOf('/') + 1).startsWith(NAME + "-");
  }

  /**
   * A source with the labelled predictions behind its files; as it is when there are none yet.
   * LABEL_INVALID, CONFIG_VALUE_INVALID, COLUMN_MISSING when they cannot be told as rows of the
   * source.
   *
   * @param note told what was written
   */
  PinnedSource after(PinnedSource files, java.util.function.Consumer<String> note) {
    ColumnName label =
        config
            .label()
            .column()
            .orElseThrow(
                () ->
                    Problem.of(
                            ErrorCode.LABEL_INVALID,
                            "labels of predictions are values of a column, and this label is told"
                                + " by an expression")
                        .at("source.predictions")
                        .found("label.when")
                        .next(
                            "Give the data a column that holds the label, or leave"
                                + " 'source.predictions' out.")
                        .asException());
    List<RegisteredScorer> versions = versions();
    if (versions.isEmpty()) {
      note.accept("no version is registered yet, so that there are no predictions to learn from");
      return files;
    }
    TableSchema schema = versions.getFirst().schema();
    requireReadable(versions.getFirst().scorer().inputs(), schema);
    Field labelled =
        schema
            .find(label)
            .map(ColumnRule::field)
            .orElseThrow(
                () ->
                    Problem.of(ErrorCode.COLUMN_MISSING, "the schema has no column for the label")
                        .at("label.column")
                        .found(label)
                        .asException());
    List<SourceObject> all = new ArrayList<>(files.objects());
    long rows = 0;
    long unlabelled = 0;
    long unfit = 0;
    for (List<KnownInputs> alike : byInputs(versions)) {
      Path file =
          services
              .scratch()
              .resolve(
                  String.format(
                      Locale.ROOT,
                      "%s-%03d.%s",
                      NAME,
                      alike.getFirst().version(),
                      files.format().name().toLowerCase(Locale.ROOT)));
      RetrainingExport.Written written = write(alike, labelled, files.format(), file);
      rows += written.rows();
      unlabelled += written.unlabelled();
      unfit += written.unfit();
      if (written.rows() > 0) {
        all.addAll(SourceDiscovery.pin(NamedFile.of(file)).objects());
      }
    }
    note.accept(
        String.format(
            Locale.ROOT,
            "%,d labelled predictions; %,d without a label and %,d whose label does not fit are"
                + " left out",
            rows,
            unlabelled,
            unfit));
    return new PinnedSource(files.format(), all);
  }

  /** Versions that take the same columns go into one file; a column of others is missing there. */
  private static List<List<KnownInputs>> byInputs(List<RegisteredScorer> versions) {
    Map<List<Field>, List<KnownInputs>> alike = new LinkedHashMap<>();
    for (RegisteredScorer version : versions.reversed()) {
      Fields inputs = version.scorer().inputs();
      alike
          .computeIfAbsent(inputs.asList(), any -> new ArrayList<>())
          .add(new KnownInputs(version.version().model(), version.version().version(), inputs));
    }
    return List.copyOf(alike.values());
  }

  private RetrainingExport.Written write(
      List<KnownInputs> known, Field label, SourceFormat format, Path file) {
    Path log = LogPlace.of(services.log(), config.retrain().environment());
    if (!Files.isDirectory(log)) {
      return new RetrainingExport.Written(0, 0, 0);
    }
    try {
      Files.createDirectories(services.scratch());
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the scratch folder cannot be made")
              .at(services.scratch().toString())
              .found(e),
          e);
    }
    return new RetrainingExport(
            new LoggedTables(log, services.landing(), services.engine()), services.export())
        .write(known, label, format, file);
  }

  /** Newest first. */
  private List<RegisteredScorer> versions() {
    ModelName model = new ModelName(config.name().value());
    boolean known =
        stores.registryQueries().listModels(project).stream()
            .anyMatch(registered -> registered.model().equals(model));
    if (!known) {
      return List.of();
    }
    List<ModelVersion> newest =
        stores.registryQueries().listVersions(project, model).stream()
            .sorted(java.util.Comparator.comparingInt(ModelVersion::version).reversed())
            .limit(MOST_VERSIONS)
            .toList();
    return newest.stream()
        .map(
            version ->
                RegisteredScorer.load(
                    stores, blobs, project, model, OptionalInt.of(version.version())))
        .toList();
  }

  /** The rows must hold what the source needs, written as the source reads it. */
  private void requireReadable(Fields inputs, TableSchema schema) {
    config
        .source()
        .time()
        .ifPresent(time -> requireInput(inputs, time.column(), "source.time.column"));
    config.source().key().forEach(key -> requireInput(inputs, key, "source.key"));
    Optional<Character> separator = config.source().read().separator();
    if (separator.isPresent() && separator.get() != ',') {
      throw refuse("labelled predictions are written with commas", "source.separator");
    }
    for (Field input : inputs) {
      boolean other =
          schema
              .find(input.name())
              .filter(rule -> rule.temporal() != LandingColumn.TemporalForm.ISO)
              .isPresent();
      if (other) {
        throw refuse(
            "labelled predictions have times in ISO form, and the schema reads '"
                + input.name()
                + "' otherwise",
            "source.predictions");
      }
    }
  }

  private static MillraceException refuse(String what, String where) {
    return Problem.of(ErrorCode.CONFIG_VALUE_INVALID, what)
        .at(where)
        .next("Leave 'source.predictions' out, or write the source as the predictions are.")
        .asException();
  }

  private static void requireInput(Fields inputs, ColumnName column, String key) {
    if (inputs.find(column).isEmpty()) {
      throw Problem.of(
              ErrorCode.COLUMN_MISSING,
              "rows of predictions hold what the model reads, and it does not read this column")
          .at(key)
          .found(column)
          .next(
              "Let a feature use the column, so that callers send it, or leave"
                  + " 'source.predictions' out.")
          .asException();
    }
  }
}
