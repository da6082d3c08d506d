package dev.millrace.cli;

import dev.millrace.core.ingest.LandingPlanner;
import dev.millrace.core.ingest.NamedFile;
import dev.millrace.core.ingest.SourceConfig;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace data}: look at data before anything is learned from it. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Look at data.",
    subcommands = {
      ProfileCommand.class,
      QuarantineCommand.class,
      ValidateCommand.class,
      DriftCommand.class
    },
    footer = {"", "Example:", "  millrace data profile trips.csv.gz --html trips.html"})
final class DataCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "one of profile, quarantine, validate, drift is missing");
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
}
