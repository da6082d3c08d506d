package dev.millrace.cli;

import dev.millrace.core.anomaly.AnomalyChecks;
import dev.millrace.core.anomaly.AnomalyFinding;
import dev.millrace.core.anomaly.AnomalyJson;
import dev.millrace.core.anomaly.AnomalyReport;
import dev.millrace.core.anomaly.Compared;
import dev.millrace.core.anomaly.LandedStatistics;
import dev.millrace.core.anomaly.Measurement;
import dev.millrace.core.flow.SchemaFile;
import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.statistics.StatisticsJson;
import dev.millrace.core.validate.SchemaDraft;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.error.ErrorCode;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace data validate}: holds data, or statistics of it, against a schema. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description =
        "Hold data, or statistics of it, against a schema: every anomaly and measurement.",
    footer = {
      "",
      "Exit code 0: no anomaly of severity ERROR; 4: the data is refused.",
      "",
      "Examples:",
      "  millrace data validate trips.csv.gz --schema schema.yaml",
      "  millrace data validate today.json --schema schema.yaml --previous yesterday.json --json"
    })
final class ValidateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(
      paramLabel = "FILE",
      description = "CSV or Parquet, or statistics as JSON (docs/statistics.md).")
  Path file;

  @Option(names = "--schema", paramLabel = "FILE", required = true, description = "The schema.")
  Path schema;

  @Option(
      names = "--serving",
      paramLabel = "FILE",
      description = "Data or statistics of what is served, for skew.")
  @Nullable Path serving;

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description = "Data or statistics of the span before, for drift.")
  @Nullable Path previous;

  @Option(
      names = "--previous-version",
      paramLabel = "FILE",
      description = "Data or statistics of the version before, for the number of rows.")
  @Nullable Path previousVersion;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Where the data was found, such as serving.")
  @Nullable String environment;

  @Option(
      names = "--slice",
      paramLabel = "NAME",
      description = "Which slice of the statistics is meant (default: all rows).")
  @Nullable String slice;

  @Option(
      names = "--write-statistics",
      paramLabel = "FILE",
      description = "Write the statistics of FILE as JSON.")
  @Nullable Path written;

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SchemaDraft draft = SchemaFile.draft(schema);
    Map<Path, DatasetStatistics> statistics = new LinkedHashMap<>();
    List<Path> data = new ArrayList<>();
    for (Path each : files()) {
      StatisticsFile.find(each, Optional.ofNullable(slice))
          .ifPresentOrElse(found -> statistics.put(each, found), () -> data.add(each));
    }
    List<AnomalyFinding> unreadable = new ArrayList<>();
    if (!data.isEmpty()) {
      compute(draft, data, statistics, unreadable);
    }
    DatasetStatistics current = Objects.requireNonNull(statistics.get(file));
    AnomalyReport report =
        new AnomalyChecks(draft)
            .check(
                new Compared(
                    current,
                    find(serving, statistics),
                    find(previous, statistics),
                    find(previousVersion, statistics),
                    Optional.ofNullable(environment)));
    for (AnomalyFinding finding : unreadable) {
      report = report.and(finding);
    }
    if (written != null) {
      OutputFile.write(written, CanonicalJson.text(StatisticsJson.of(List.of(current))) + "\n");
    }
    tell(report);
    return report.accepted() ? 0 : ErrorCode.DATA_REFUSED.exitCode();
  }

  private List<Path> files() {
    return Stream.of(file, serving, previous, previousVersion)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static Optional<DatasetStatistics> find(
      @Nullable Path named, Map<Path, DatasetStatistics> statistics) {
    return Optional.ofNullable(named).map(statistics::get);
  }

  /** Computes the statistics of data files; of the checked one, notes what could not be read. */
  private void compute(
      SchemaDraft draft,
      List<Path> data,
      Map<Path, DatasetStatistics> statistics,
      List<AnomalyFinding> unreadable) {
    List<NamedFile> named = data.stream().map(NamedFile::of).toList();
    List<Path> folders = named.stream().flatMap(one -> one.folders().stream()).distinct().toList();
    LandedStatistics landing = new LandedStatistics(draft);
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      DuckDb engine = home.engine(folders);
      for (int i = 0; i < data.size(); i++) {
        PinnedSource pinned = SourceDiscovery.pin(named.get(i));
        ReadOptions options = ReadOptions.DEFAULTS;
        LandingPlan plan =
            new LandingPlan(options, landing.columns(engine.infer(pinned, options)), List.of());
        Landed landed = engine.land(pinned, plan);
        statistics.put(data.get(i), landing.of(engine, landed));
        if (data.get(i).equals(file)) {
          landing.unreadable(landed).ifPresent(unreadable::add);
          DataCommand.rejects(terminal, landed);
        }
      }
    }
  }

  private void tell(AnomalyReport report) {
    if (common.json) {
      terminal.out().println(CanonicalJson.text(AnomalyJson.of(report)));
      return;
    }
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %,.0f rows, %d anomalies, %d measurements: %s",
                report.dataset().isEmpty() ? file.toString() : report.dataset(),
                report.examples(),
                report.findings().size(),
                report.measurements().size(),
                report.accepted() ? "accepted" : "refused"));
    report.findings().forEach(finding -> terminal.out().println(line(finding)));
    if (!report.measurements().isEmpty()) {
      TextTable table =
          new TextTable(List.of("column", "comparison", "method", "value", "limit", ""));
      report.measurements().forEach(one -> table.add(row(one)));
      terminal.out().print(table);
    }
    report
        .uncompared()
        .forEach(
            one ->
                terminal
                    .out()
                    .println(
                        "not compared, for the other data was not given: "
                            + one.comparison()
                            + (one.column().isEmpty() ? "" : " of " + one.column())));
  }

  private static String line(AnomalyFinding finding) {
    return String.format(
        Locale.ROOT,
        "%-7s %s%s: %s; found %s; allowed: %s",
        finding.severity(),
        finding.anomaly(),
        finding.column().isEmpty() ? "" : ":" + finding.column(),
        finding.what(),
        finding.found(),
        finding.allowed());
  }

  private static List<String> row(Measurement one) {
    return List.of(
        one.column(),
        one.comparison(),
        one.method(),
        String.format(Locale.ROOT, "%.6g", one.value()),
        String.format(
            Locale.ROOT,
            "%s %.6g",
            one.kind() == Measurement.Limit.MOST ? "<=" : ">=",
            one.limit()),
        one.isBeyond() ? "beyond" : "");
  }
}
