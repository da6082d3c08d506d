package dev.millrace.cli;

import dev.millrace.core.flow.SchemaFile;
import dev.millrace.core.register.ImportedModel;
import dev.millrace.core.register.ImportedScorer;
import dev.millrace.core.register.ModelImport;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace models import}: a model that was trained elsewhere becomes a version. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Register a model file of XGBoost or LightGBM as the next version of a model.",
    footer = {
      "",
      "The columns of its rows are the features of the model; docs/models.md says which files are",
      "taken. Without --schema every feature is a number that may be missing.",
      "",
      "Examples:",
      "  millrace models import churn.ubj --name churn",
      "  millrace models import iris.txt --name iris --classes setosa,versicolor,virginica"
    })
final class ModelsImportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "FILE", description = "XGBoost .json or .ubj, or LightGBM .txt.")
  Path file = Path.of("");

  @Option(names = "--name", required = true, description = "Name of the model.")
  String name = "";

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Schema of the rows: a text with a domain stands for its position in it.")
  @Nullable Path schema;

  @Option(
      names = "--classes",
      paramLabel = "CLASS",
      split = ",",
      description = "The classes in the order of the model (default: 0, 1 and so on).")
  List<String> classes = List.of();

  @Option(names = "--reason", defaultValue = "", description = "Why, for the record.")
  String reason = "";

  ModelsImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelName model = new ModelName(name);
    byte[] bytes = bytes();
    ImportedModel content = at(() -> ImportedModel.read(bytes));
    ImportedScorer scorer = ImportedScorer.of(content, schema(), classes);
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      Change change = Users.change(reason, home.clock().instant());
      ModelImport imports = new ModelImport(home.store().stores(), home.store().blobs());
      Optional<ModelVersion> known = imports.find(change, model, scorer);
      ModelVersion version =
          known.orElseGet(
              () ->
                  imports.register(
                      change,
                      Users.nextRun(),
                      model,
                      content,
                      scorer,
                      bytes,
                      String.valueOf(file.getFileName()),
                      Main.VERSION));
      tell(content, version, known.isPresent() ? "already" : "now");
    }
    return 0;
  }

  private void tell(ImportedModel content, ModelVersion version, String since) {
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("model", version.model().value())
                      .put("version", version.version())
                      .put("scorer", version.scorer().hex())
                      .put("file", version.lineage().cut().hex())
                      .put("form", content.form())
                      .put("objective", content.objective())
                      .put("features", Json.texts(content.featureNames()))
                      .put("registered", since)
                      .build()));
      return;
    }
    terminal
        .out()
        .println(
            file
                + " is "
                + since
                + " version "
                + version.version()
                + " of "
                + version.model()
                + ": "
                + content.form()
                + ", "
                + content.objective()
                + ", "
                + content.featureNames().size()
                + " features");
    terminal
        .out()
        .println(
            "next: millrace predict "
                + version.model()
                + " --model-version "
                + version.version()
                + " --input FILE, or millrace models choose "
                + version.model()
                + " "
                + version.version()
                + " --reason WHY");
  }

  private Optional<TableSchema> schema() {
    if (schema == null) {
      return Optional.empty();
    }
    Optional<TableSchema> found = new SchemaFile(schema).find();
    if (found.isEmpty()) {
      throw Problem.of(ErrorCode.CONFIG_UNREADABLE, "the schema cannot be read")
          .at(schema.toString())
          .found("no such file or folder")
          .asException();
    }
    return found;
  }

  /** The file, never more of it than is allowed. */
  private byte[] bytes() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) ImportedModel.MOST_BYTES + 1);
      if (bytes.length > ImportedModel.MOST_BYTES) {
        throw Problem.of(ErrorCode.MODEL_FILE_UNSUPPORTED, "the model file is too large")
            .at(file.toString())
            .allowed("up to " + (ImportedModel.MOST_BYTES >> 20) + " MB")
            .next("Train fewer or smaller trees")
            .asException();
      }
      return bytes;
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.SOURCE_MISSING, "the model file cannot be read")
              .at(file.toString())
              .found(Files.isDirectory(file) ? "a folder" : FileFault.words(e)),
          e);
    }
  }

  /** What is wrong with a file is said with its name. */
  private ImportedModel at(Supplier<ImportedModel> read) {
    try {
      return read.get();
    } catch (MillraceException e) {
      throw new MillraceException(
          e.problems().stream()
              .map(
                  problem ->
                      problem.where().isEmpty()
                          ? problem.at(file.toString())
                          : problem.at(file + ", " + problem.where()))
              .toList());
    }
  }
}
