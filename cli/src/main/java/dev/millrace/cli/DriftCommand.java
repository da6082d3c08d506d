package dev.millrace.cli;

import dev.millrace.core.drift.ColumnDrift;
import dev.millrace.core.drift.DataDrift;
import dev.millrace.core.drift.DriftSettings;
import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace data drift}: how far two data files are apart, column by column. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = "Compare two data files column by column; methods: docs/drift.md.",
    footer = {
      "",
      "Examples:",
      "  millrace data drift january.csv february.csv",
      "  millrace data drift a.csv b.csv --method evidently.psi --threshold evidently.psi=0.2"
    })
final class DriftCommand implements Callable<Integer> {
  private static final long SAMPLE_SEED = 0x6472696674L;

  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(index = "0", paramLabel = "A", description = "The reference: CSV or Parquet.")
  Path reference;

  @Parameters(index = "1", paramLabel = "B", description = "The data compared with it.")
  Path current;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "A method for all columns it can compare, or COLUMN=METHOD for one.")
  List<String> methods = List.of();

  @Option(
      names = "--threshold",
      paramLabel = "METHOD=NUMBER",
      description = "Where a method's score is drift.")
  List<String> thresholds = List.of();

  @Option(
      names = "--sample",
      paramLabel = "ROWS",
      description = "Rows of each file that are compared at most (default: ${DEFAULT-VALUE}).")
  int sample = 100_000;

  DriftCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The sampled rows of a file. */
  private record Sampled(RowBatch rows, long all) {}

  @Override
  public Integer call() {
    DriftSettings settings = DriftSettings.read(methods, thresholds);
    if (sample < 1 || sample > 10_000_000) {
      throw Problem.of(ErrorCode.USAGE, "so many rows are not sampled")
          .at("--sample")
          .found(sample)
          .allowed("1 to 10,000,000")
          .asException();
    }
    NamedFile first = NamedFile.of(reference);
    NamedFile second = NamedFile.of(current);
    List<Path> folders =
        Stream.of(first, second).flatMap(file -> file.folders().stream()).distinct().toList();
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      DuckDb engine = home.engine(folders);
      Sampled one = sample(engine, first);
      Sampled two = sample(engine, second);
      DataDrift drift = DataDrift.compare(one.rows(), two.rows(), settings);
      if (common.json) {
        terminal.out().println(CanonicalJson.text(json(drift, one, two)));
      } else {
        tell(drift, one, two);
      }
    }
    return 0;
  }

  private Sampled sample(DuckDb engine, NamedFile file) {
    PinnedSource pinned = SourceDiscovery.pin(file);
    InferredTable inferred = engine.infer(pinned, ReadOptions.DEFAULTS);
    List<LandingColumn> columns =
        inferred.columns().stream()
            .map(
                column ->
                    new LandingColumn(column.field(), column.missingMarks(), TemporalForm.ISO))
            .toList();
    Landed landed = engine.land(pinned, new LandingPlan(ReadOptions.DEFAULTS, columns, List.of()));
    DataCommand.rejects(terminal, landed);
    RowBatch rows = engine.sample(Scan.all(landed.cut()), new SampleSize(sample, SAMPLE_SEED));
    return new Sampled(rows, landed.cut().rows());
  }

  private static Json json(DataDrift drift, Sampled one, Sampled two) {
    return Json.members()
        .put("drift", drift.toJson())
        .put("reference", rows(one))
        .put("current", rows(two))
        .build();
  }

  private static Json rows(Sampled sampled) {
    return Json.members().put("rows", sampled.all()).put("compared", sampled.rows().rows()).build();
  }

  private void tell(DataDrift drift, Sampled one, Sampled two) {
    long drifted = drift.measured().stream().filter(ColumnDrift.Measured::isDrift).count();
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %d of %d columns drifted; %,d and %,d rows%s",
                drift.isDrift() ? "drift" : "no drift",
                drifted,
                drift.measured().size(),
                one.all(),
                two.all(),
                one.all() > sample || two.all() > sample
                    ? String.format(Locale.ROOT, ", of which samples of %,d", sample)
                    : ""));
    TextTable table = new TextTable(List.of("column", "kind", "method", "score", "drift when", ""));
    drift.measured().forEach(column -> table.add(row(column)));
    terminal.out().print(table);
    drift
        .uncompared()
        .forEach(
            column ->
                terminal
                    .out()
                    .println("not compared: " + column.column() + ": " + column.reason()));
  }

  private static List<String> row(ColumnDrift.Measured column) {
    return List.of(
        column.column(),
        column.kind().word(),
        column.method().title(),
        String.format(Locale.ROOT, "%.4g", column.score()),
        String.format(Locale.ROOT, "%s %.4g", column.method().beyond().sign(), column.threshold()),
        column.isDrift() ? "drift" : "");
  }
}
