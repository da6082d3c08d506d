package dev.millrace.cli;

import dev.millrace.core.flow.SourceFiles;
import dev.millrace.core.register.RegisteredScorer;
import dev.millrace.core.serve.Predictions;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.scorer.RowReader;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.id.ModelName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace predict}: scores a file, or one row. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = "Score a file in batch, or one row, with a registered model.",
    footer = {
      "",
      "Examples:",
      "  millrace predict chicago-taxi --input trips.csv --output scores.csv",
      "  millrace predict chicago-taxi --row '{\"trip_miles\": 3.2, ...}'"
    })
final class PredictCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "MODEL", description = "Name of the model.")
  String model = "";

  @Option(names = "--model-version", description = "A version other than the champion.")
  @Nullable Integer version;

  @Option(names = "--input", paramLabel = "FILE", description = "CSV or Parquet file to score.")
  @Nullable Path input;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the scores go, as CSV (default: standard output).")
  @Nullable Path output;

  @Option(names = "--row", paramLabel = "JSON", description = "One row, as a JSON object.")
  @Nullable String row;

  PredictCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if ((input == null) == (row == null)) {
      throw Problem.of(ErrorCode.USAGE, "either --input or --row is needed")
          .next("See: millrace predict --help")
          .asException();
    }
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      RegisteredScorer scorer =
          RegisteredScorer.load(
              home.store().stores(),
              home.store().blobs(),
              Users.PROJECT,
              new ModelName(model),
              version == null ? OptionalInt.empty() : OptionalInt.of(version));
      if (row != null) {
        one(scorer, row);
      } else if (input != null) {
        batch(home, scorer, input);
      }
    }
    return 0;
  }

  private void one(RegisteredScorer scorer, String text) {
    try {
      Scores scores =
          scorer
              .scorer()
              .score(
                  new RowReader(scorer.scorer().inputs())
                      .read(JsonReader.read(text.getBytes(StandardCharsets.UTF_8))));
      terminal.out().println(CanonicalJson.text(new Predictions(scorer).json(scores, 0)));
    } catch (JsonSyntaxException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.ROW_INVALID, "the row is not JSON: " + e.getMessage())
              .at("--row")
              .allowed("an object such as {\"column\": 1}"),
          e);
    }
  }

  private void batch(OpenHome home, RegisteredScorer scorer, Path file) {
    TableSchema schema = scorer.schema();
    Path whole = file.toAbsolutePath().normalize();
    Path folder = whole.getParent() == null ? whole : whole.getParent();
    var engine = home.engine(List.of(folder));
    Landed landed = new SourceFiles(engine).land(whole, schema, scorer.scorer().inputs());
    String csv = new Predictions(scorer).csv(engine, landed.cut());
    if (output == null) {
      terminal.out().print(csv);
    } else {
      try {
        Files.writeString(output, csv);
      } catch (IOException e) {
        throw new MillraceException(
            Problem.of(ErrorCode.FILE_UNWRITABLE, "the scores cannot be written")
                .at(output.toString())
                .found(String.valueOf(e.getMessage())),
            e);
      }
    }
    terminal
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "scored %,d rows with %s version %d%s",
                landed.cut().rows(),
                model,
                scorer.version().version(),
                landed.ledger().rejectedRows() > 0
                    ? String.format(
                        Locale.ROOT,
                        "; %,d rows could not be read and have no score",
                        landed.ledger().rejectedRows())
                    : ""));
  }
}
