package dev.millrace.cli;

import dev.millrace.core.flow.SourceFiles;
import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.register.RegisteredScorer;
import dev.millrace.core.serve.Predictions;
import dev.millrace.core.serve.ScoreCounts;
import dev.millrace.core.serve.ScoredFile;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.scorer.RowReader;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.data.DataJson;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.id.ModelName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      "Records that cannot be read get no score but a reason; the exit code is then 4 and the",
      "output is whole all the same.",
      "",
      "Examples:",
      "  millrace predict chicago-taxi --input trips.csv --output scores.parquet",
      "  millrace predict chicago-taxi --row '{\"trip_miles\": 3.2, ...}'"
    })
final class PredictCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "MODEL", description = "Name of the model.")
  String model = "";

  @Option(names = "--model-version", description = "A version other than the champion.")
  @Nullable Integer version;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "CSV, JSON or Parquet file to score.")
  @Nullable Path input;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "New .csv or .parquet file for the scores (default: standard output, CSV).")
  @Nullable Path output;

  @Option(names = "--force", description = "Replace an output that is there already.")
  boolean force;

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
    requireOutput();
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
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
        return batch(home, scorer, input);
      }
    }
    return 0;
  }

  /** What is wrong with the output is said before anything is read. */
  private void requireOutput() {
    if (input == null && output != null) {
      throw Problem.of(ErrorCode.USAGE, "the score of one row goes to standard output")
          .at("--output")
          .next("Leave --output out, or score a file with --input.")
          .asException();
    }
    if (output == null) {
      if (input != null && common.json) {
        throw Problem.of(ErrorCode.USAGE, "with --json the scores need a file of their own")
            .next("Name it with --output.")
            .asException();
      }
      return;
    }
    format(output);
    Path whole = output.toAbsolutePath().normalize();
    if (Files.isDirectory(whole) || (Files.exists(whole) && !force)) {
      throw Problem.of(ErrorCode.USAGE, "the output is there already")
          .at(whole.toString())
          .next(
              Files.isDirectory(whole)
                  ? "It is a folder: name a file in it."
                  : "Give another --output, or --force to replace it.")
          .asException();
    }
    if (input != null && whole.equals(input.toAbsolutePath().normalize())) {
      throw Problem.of(ErrorCode.USAGE, "the scores would replace the file they are made from")
          .at(whole.toString())
          .next("Give another --output.")
          .asException();
    }
    if (!Files.isDirectory(whole.resolveSibling(""))) {
      throw Problem.of(ErrorCode.FILE_UNWRITABLE, "the folder of the output is not there")
          .at(whole.resolveSibling("").toString())
          .next("Make it, or give another --output.")
          .asException();
    }
  }

  private void one(RegisteredScorer scorer, String text) {
    try {
      Scores scores =
          scorer
              .scorer()
              .score(
                  new RowReader(scorer.scorer().plan())
                      .letting(
                          scorer.schema().columns().stream()
                              .map(rule -> rule.field().name().value())
                              .collect(Collectors.toSet()))
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

  private int batch(OpenHome home, RegisteredScorer scorer, Path file) {
    NamedFile named = NamedFile.of(file);
    DuckDb engine = home.engine(named.folders());
    Landed landed = new SourceFiles(engine).land(named, scorer.schema(), scorer.scorer().plan());
    try (ScoredFile scored = new ScoredFile(scorer, engine, home.store().blobs(), landed)) {
      if (output == null) {
        print(home, engine, scored);
      } else {
        engine.export(scored.fields(), scored, format(output), output);
      }
      tell(scorer, scored.counts());
      return scored.counts().unscoredRows() == 0 ? 0 : ErrorCode.ROWS_REJECTED.exitCode();
    }
  }

  /** Scores on standard output come whole or not at all too: by way of a file. */
  private void print(OpenHome home, DuckDb engine, ScoredFile scored) {
    Path passing = home.home().scratch().resolve("scores-" + Users.nextRun().value() + ".csv");
    try {
      try {
        engine.export(scored.fields(), scored, SourceFormat.CSV, passing);
        Files.copy(passing, terminal.out());
        terminal.out().flush();
      } finally {
        Files.deleteIfExists(passing);
      }
    } catch (IOException e) {
      throw unwritable("standard output", e);
    }
  }

  private void tell(RegisteredScorer scorer, ScoreCounts counts) {
    int number = scorer.version().version();
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("model", model)
                      .put("version", number)
                      .put("scored", counts.scored())
                      .put("unscored", DataJson.counts(counts.unscored()))
                      .put("output", String.valueOf(output))
                      .build()));
      return;
    }
    terminal
        .err()
        .println(
            String.format(
                Locale.ROOT, "scored %,d rows with %s version %d", counts.scored(), model, number));
    counts
        .unscored()
        .forEach(
            (reason, rows) ->
                terminal
                    .err()
                    .println(
                        String.format(Locale.ROOT, "no score for %,d rows: %s", rows, reason)));
  }

  private static SourceFormat format(Path output) {
    String name = output.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet")) {
      return SourceFormat.PARQUET;
    }
    if (name.endsWith(".csv")) {
      return SourceFormat.CSV;
    }
    throw Problem.of(ErrorCode.USAGE, "the ending of the output does not tell a format")
        .at("--output")
        .found(output.toString())
        .allowed(".csv, .parquet")
        .asException();
  }

  private static MillraceException unwritable(String where, IOException e) {
    return new MillraceException(
        Problem.of(ErrorCode.FILE_UNWRITABLE, "the scores cannot be written")
            .at(where)
            .found(FileFault.words(e)),
        e);
  }
}
