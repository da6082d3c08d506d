package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.store.Home;
import dev.millrace.store.sql.TableCopy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace store}: where metadata and contents are kept. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description = "Move the metadata and contents of a home to where its home.yaml says.",
    footer = {"", "Example:", "  millrace store move --home .millrace"})
final class StoreCommand implements Runnable {
  @Spec CommandSpec spec;

  private final Terminal terminal;

  StoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "move is missing");
  }

  @Command(
      name = "move",
      mixinStandardHelpOptions = true,
      description = {
        "Move what is in the home's own files to the PostgreSQL database ('store') and the bucket"
            + " ('blobs') that home.yaml names.",
        "All tables go in one transaction, which is kept only when it holds all rows and the same"
            + " chain of events. The SQLite file is kept beside, renamed; contents are copied and"
            + " stay. Refused while a server or a run is at work, and when the database has"
            + " something already."
      },
      footer = {"", "Example:", "  millrace store move --reason \"a second machine\""})
  int move(
      @Mixin CommonOptions common,
      @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
          @Nullable String reason) {
    Home home = Home.existing(common.home(Path.of("")));
    HomeConfig config = HomeConfig.of(home);
    if (config.store().isEmpty() && config.blobs().isEmpty()) {
      throw Problem.of(ErrorCode.USAGE, "home.yaml names no other place for metadata or contents")
          .at(home.settings().toString())
          .next("Add 'store' (PostgreSQL), 'blobs' (a bucket) or both: see docs/store.md")
          .asException();
    }
    StoreMove move =
        new StoreMove(home, Clock.systemUTC(), words -> terminal.err().println("... " + words));
    StoreMove.Moved moved = move.run(reason == null ? "moved by hand" : reason);
    if (common.json) {
      terminal.out().println(CanonicalJson.text(json(moved)));
    } else {
      text(moved);
    }
    return 0;
  }

  private static Json json(StoreMove.Moved moved) {
    return Json.members()
        .put("rows", moved.metadata().map(TableCopy.Copied::allRows).orElse(0L))
        .put("events", moved.metadata().map(copied -> copied.events().events()).orElse(0L))
        .put("kept-as", moved.keptAs())
        .put("contents", moved.contents())
        .build();
  }

  private void text(StoreMove.Moved moved) {
    moved
        .metadata()
        .ifPresent(
            copied ->
                terminal
                    .out()
                    .println(
                        String.format(
                            Locale.ROOT,
                            "metadata   %,d rows of %d tables, %,d events, chain whole and the"
                                + " same%nkept       the SQLite file, as %s",
                            copied.allRows(),
                            copied.rows().size(),
                            copied.events().events(),
                            moved.keptAs())));
    if (moved.contents() > 0) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "contents   %,d are in the bucket; the folder 'blobs' may be removed once you are"
                      + " sure",
                  moved.contents()));
    }
  }
}
