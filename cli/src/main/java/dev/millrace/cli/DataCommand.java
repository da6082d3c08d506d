package dev.millrace.cli;

import dev.millrace.core.ingest.LandingPlanner;
import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.ingest.SourceConfig;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.report.ProfilePage;
import dev.millrace.core.report.ProfileRows;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.profile.ProfileJson;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace data}: look at data before anything is learned from it. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Look at data.",
    subcommands = {QuarantineCommand.class, ValidateCommand.class, DriftCommand.class},
    footer = {"", "Example:", "  millrace data profile trips.csv.gz --html trips.html"})
final class DataCommand implements Runnable {
  @Spec CommandSpec spec;

  private final Terminal terminal;

  DataCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "one of profile, quarantine, validate, drift is missing");
  }

  @Command(
      name = "profile",
      mixinStandardHelpOptions = true,
      description = "Show figures of every column of a CSV, JSON or Parquet file.",
      footer = {"", "Example:", "  millrace data profile trips.csv.gz --html trips.html"})
  int profile(
      @Mixin CommonOptions common,
      @Parameters(
              paramLabel = "FILE",
              description = "CSV, JSON (lines or one array) or Parquet; .gz is read too.")
          Path file,
      @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts.")
          @Nullable Path html) {
    try (OpenHome home = OpenHome.open(common.home(Path.of("")))) {
      NamedFile named = NamedFile.of(file);
      Landed landed = land(home, named);
      TableProfile profile =
          TableProfiler.profile(home.engine(named.folders()), Scan.all(landed.cut()));
      if (html != null) {
        OutputFile.write(html, ProfilePage.write(file.getFileName().toString(), profile));
        terminal.err().println("wrote " + html);
      }
      if (common.json) {
        terminal.out().println(CanonicalJson.text(ProfileJson.of(profile)));
      } else {
        print(profile, landed);
      }
    }
    return 0;
  }

  /** Lands one file with the types found in it. */
  static Landed land(OpenHome home, NamedFile file) {
    SourceConfig source = SourceConfig.of(file.path().toString());
    PinnedSource pinned = SourceDiscovery.pin(file);
    DuckDb engine = home.engine(file.folders());
    InferredTable inferred = engine.infer(pinned, source.read());
    return engine.land(pinned, new LandingPlanner(source).plan(inferred));
  }

  /** Says why records were rejected, and the first of each reason. */
  static void rejects(Terminal terminal, Landed landed) {
    landed
        .ledger()
        .rejected()
        .forEach(
            (reason, rows) ->
                terminal
                    .err()
                    .println(
                        String.format(
                            Locale.ROOT,
                            "rejected %,d: %s%s",
                            rows,
                            reason,
                            landed.examples().stream()
                                .filter(record -> record.reason().equals(reason))
                                .findFirst()
                                .map(
                                    record ->
                                        String.format(
                                            Locale.ROOT,
                                            ", first at record %,d%s",
                                            record.ordinal() + 1,
                                            record.column().isEmpty()
                                                ? ""
                                                : " in column " + record.column()))
                                .orElse(""))));
  }

  private void print(TableProfile profile, Landed landed) {
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%,d rows, %d columns; read %,d, rejected %,d",
                profile.rows(),
                profile.columns().size(),
                landed.ledger().read(),
                landed.ledger().rejectedRows()));
    rejects(terminal, landed);
    if (profile.columns().stream().anyMatch(column -> column.field().type().isTemporal())) {
      terminal.out().println(ProfileRows.OWN_TIMES);
    }
    TextTable table = new TextTable(ProfileRows.HEAD);
    profile.columns().forEach(column -> table.add(ProfileRows.row(column)));
    terminal.out().print(table);
  }
}
