package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.store.Home;
import dev.millrace.store.backup.BackupFolder;
import dev.millrace.store.backup.HomeRestore;
import dev.millrace.store.backup.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace restore}: makes a home of a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Make a home of a backup, in a folder that is empty or not there yet.",
      "Metadata and contents become files of the home, wherever the old home had them; all of it"
          + " is verified."
    },
    footer = {"", "Example:", "  millrace restore /mnt/backups/taxi --home /srv/millrace-again"})
final class RestoreCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "FOLDER", description = "Where 'millrace backup' has written.")
  Path folder;

  @Option(
      names = "--snapshot",
      paramLabel = "NAME",
      description = "Which one (default: the newest).")
  @Nullable String snapshot;

  RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    BackupFolder backups = BackupFolder.existing(folder, clock);
    String name = snapshot == null ? newest(backups) : snapshot;
    Snapshot chosen = backups.read(name);
    Home home =
        new HomeRestore(backups, clock, words -> terminal.err().println("... " + words))
            .run(chosen, common.home(Path.of("")));
    print(name, chosen, home);
    return 0;
  }

  private static String newest(BackupFolder backups) {
    List<String> all = backups.snapshots();
    if (all.isEmpty()) {
      throw Problem.of(ErrorCode.HOME_INVALID, "the backup has no snapshot yet")
          .at(backups.folder().toString())
          .next("Make one: millrace backup " + backups.folder())
          .asException();
    }
    return all.getLast();
  }

  private void print(String name, Snapshot from, Home home) {
    boolean aside = Files.exists(home.folder().resolve(HomeRestore.ASIDE));
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("home", home.folder().toString())
                      .put("snapshot", name)
                      .put("events", from.events())
                      .put("head", from.head().hex())
                      .put("contents", from.blobs().size())
                      .put(
                          "lost", Json.texts(from.lost().stream().map(each -> each.hex()).toList()))
                      .put("secrets-to-add", Json.texts(from.secrets()))
                      .put("settings-aside", aside ? HomeRestore.ASIDE : "")
                      .build()));
      return;
    }
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "restored   %s%nholds      %,d events and %,d contents as of %s, each verified"
                    + "%nkept in    its own files (the old home: %s)",
                home.folder(),
                from.events(),
                from.blobs().size(),
                from.at(),
                from.store()));
    if (!from.lost().isEmpty()) {
      terminal
          .out()
          .println(
              "LOST       " + from.lost().size() + " contents the old home did not have any more");
    }
    if (aside) {
      terminal
          .out()
          .println(
              "look at    "
                  + HomeRestore.ASIDE
                  + ": it may name stores that the old home uses; rename it to home.yaml when it"
                  + " does not");
    }
    if (!from.secrets().isEmpty()) {
      terminal.out().println("add        the secrets " + String.join(", ", from.secrets()));
    }
    terminal
        .out()
        .println("redo       what was done since " + from.at() + ": erasures, releases, runs");
  }
}
