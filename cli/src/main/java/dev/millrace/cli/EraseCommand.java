package dev.millrace.cli;

import dev.millrace.column.ColumnName;
import dev.millrace.core.keep.CollectLock;
import dev.millrace.core.keep.Eraser;
import dev.millrace.core.keep.ErasureReport;
import dev.millrace.core.keep.PersonKeys;
import dev.millrace.core.keep.PersonSearch;
import dev.millrace.core.person.Person;
import dev.millrace.core.serve.compact.CompactJob;
import dev.millrace.core.serve.compact.Compactor;
import dev.millrace.core.serve.compact.KnownInputs;
import dev.millrace.core.serve.compact.LogErasure;
import dev.millrace.core.serve.compact.LogErasures;
import dev.millrace.core.serve.log.LogPlace;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.store.files.FileBlobs;
import dev.millrace.store.files.FileFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace erase}: takes a person out of a home. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = {
      "Take a person out of cuts, quarantine, the prediction log, labels, reports and the record.",
      "Without --yes it only shows what would be erased. Stop the server first."
    },
    footer = {
      "",
      "Examples:",
      "  millrace erase --column email --key-file persons.txt",
      "  millrace erase --column email --key-file persons.txt --yes --reason \"request 12\"",
      "  millrace erase --list > erased.jsonl",
      "  millrace erase --redo erased.jsonl --yes     after restoring a backup"
    })
final class EraseCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Mixin PersonOption person;

  @Option(names = "--yes", description = "Erase; without it nothing is changed.")
  boolean yes;

  @Option(names = "--dry-run", description = "Only show what would be erased: the default.")
  boolean dryRun;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  String reason = "asked for";

  @Option(
      names = "--list",
      description =
          "Only write who was erased, one to a line by digest, to be kept outside the home.")
  boolean list;

  @Option(
      names = "--redo",
      paramLabel = "FILE",
      description = "After restoring a backup: erase again whom a list names (--list).")
  @Nullable Path redo;

  EraseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (yes && dryRun) {
      throw Problem.of(ErrorCode.USAGE, "a preview erases nothing")
          .at("--yes, --dry-run")
          .next("Give one of them.")
          .asException();
    }
    if (list) {
      return list();
    }
    if (redo != null && person.isGiven()) {
      throw Problem.of(ErrorCode.USAGE, "who is meant is said by one of two")
          .at("--redo, --column")
          .asException();
    }
    List<PersonList.Entry> again = redo == null ? List.of() : PersonList.read(redo);
    List<String> values = redo == null ? person.values() : List.of();
    List<ErasureReport> reports;
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")));
        ServeLock _ = ServeLock.take(home.home(), EnvironmentName.PRODUCTION);
        HomeUse _ = HomeUse.alone(home.home());
        CollectLock _ = CollectLock.take(home.home().folder())) {
      var _ = home.store().sweep(home.clock().instant());
      PersonKeys keys = PersonKeys.of(home.home().folder(), new SecureRandom());
      reports =
          with(
              home,
              (engine, logs) -> {
                List<Person> persons = new ArrayList<>();
                for (String value : values) {
                  persons.add(new Person(person.column(), value, keys.of(person.column(), value)));
                }
                PersonSearch search =
                    new PersonSearch(
                        home.store().stores().keeping().erasures(),
                        home.store().blobs(),
                        engine,
                        Users.PROJECT,
                        keys);
                for (ColumnName column : PersonList.columns(again)) {
                  persons.addAll(search.find(column, PersonList.of(again, column), logs));
                }
                return persons.stream().map(who -> one(home, who, engine, logs)).toList();
              });
      if (yes) {
        home.store().metadata().purge();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    show(reports);
    return reports.stream().allMatch(report -> report.remains().isEmpty()) ? 0 : 1;
  }

  private int list() {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      home.store().stores().keeping().erasures().list(Users.PROJECT).stream()
          .map(PersonList::line)
          .forEach(line -> terminal.out().println(line));
    }
    return 0;
  }

  private ErasureReport one(OpenHome home, Person who, DuckDb engine, LogErasures logs) {
    Eraser eraser = eraser(home, who, engine, logs);
    String name = "erase:" + Users.nextRun().value() + ":";
    return yes ? eraser.erase(key -> change(home, name + key)) : eraser.preview();
  }

  /** Something that is done with the engine of the home and with the logs. */
  @FunctionalInterface
  private interface Work {
    List<ErasureReport> with(DuckDb engine, LogErasures logs);
  }

  /** What is read of the log is kept by an engine of its own, whose blobs are thrown away. */
  private List<ErasureReport> with(OpenHome home, Work work) {
    DuckDb engine = home.engine(List.of(home.home().log(), home.home().scratch()));
    if (yes) {
      // What runs left in scratch is nobody's: none is at work. This process's own folder stays.
      ScratchRemoval.allBut(home.home().scratch(), engine.scratch());
    }
    Path apart = engine.scratch().resolve("erase");
    try {
      Files.createDirectories(apart.resolve("blobs"));
      Files.createDirectories(apart.resolve("scratch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FileBlobs thrownAway =
        new FileBlobs(apart.resolve("blobs"), home.clock(), home.runServices().checkpoints());
    EngineSettings settings =
        new EngineSettings(
            1,
            HomeConfig.of(home.home()).engineMemoryHere(),
            apart.resolve("scratch"),
            List.of(home.home().log()));
    try (DuckDb tables = DuckDb.open(settings, thrownAway)) {
      return work.with(engine, logs(home, tables));
    }
  }

  private Change change(OpenHome home, String key) {
    return new Change(Users.PROJECT, Users.actor(), reason, key, home.clock().instant());
  }

  /** The logs, with their closed segments compacted: the one form in which rows are taken out. */
  private static LogErasures logs(OpenHome home, DuckDb tables) {
    try {
      List<LogErasure> logs = new ArrayList<>();
      List<KnownInputs> known =
          KnownInputs.ofAll(home.store().stores(), home.store().blobs(), Users.PROJECT);
      for (Path log : LogPlace.all(home.home().log())) {
        var _ =
            new Compactor(
                    new CompactJob(
                        log.toString(),
                        home.home().folder().toString(),
                        CompactJob.SET_BYTES,
                        known),
                    tables,
                    home.runServices().checkpoints())
                .run();
        logs.add(
            new LogErasure(
                log,
                new LogErasure.Tables(tables, tables, tables, tables),
                home.runServices().checkpoints()));
      }
      return new LogErasures(logs);
    } catch (IOException e) {
      throw FileFailures.of(e, home.home().log());
    }
  }

  private static Eraser eraser(OpenHome home, Person who, DuckDb engine, LogErasures log) {
    return new Eraser(
        new Eraser.Surroundings(
            home.store().stores(),
            home.store().blobs(),
            engine,
            engine,
            log,
            Users.PROJECT,
            home.home().folder(),
            engine.scratch(),
            home.runServices().checkpoints()),
        who);
  }

  private void show(List<ErasureReport> reports) {
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("erased", Json.of(yes))
                      .put("persons", reports.stream().map(ErasureReport::json).toList())
                      .build()));
      return;
    }
    for (ErasureReport report : reports) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %,d rows, %,d in quarantine, %,d results of stages, %,d predictions,"
                      + " %,d labels, %,d files %s",
                  report.person(),
                  report.rows(),
                  report.apart(),
                  report.results(),
                  report.predictions(),
                  report.labels(),
                  report.files(),
                  yes ? "erased" : "would be erased"));
      report.models().forEach(model -> line("trained on it, train again", model));
      report.sources().forEach(file -> line("its source, outside the home", file));
      report.remains().forEach(what -> line("remains", what));
    }
    terminal
        .out()
        .println(
            yes
                ? "a backup made before this holds it: keep the list (--list) for --redo"
                : "nothing was changed; to erase: --yes");
  }

  private void line(String what, String which) {
    terminal.out().println("  " + what + ": " + which);
  }
}
