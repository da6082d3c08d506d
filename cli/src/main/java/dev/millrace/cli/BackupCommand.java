package dev.millrace.cli;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.store.backup.BackupFolder;
import dev.millrace.store.backup.HomeBackup;
import dev.millrace.store.backup.Snapshot;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code millrace backup}: copies a home, which goes on working. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Copy a home into a folder, while it is in use.",
      "What the folder has from earlier backups is not copied again. All of it is read once more"
          + " at the end. Exit code 1 when the home itself has lost contents that it refers to."
    },
    footer = {
      "",
      "Not copied: secrets, scratch files, copies of contents in a bucket.",
      "",
      "Example:",
      "  millrace backup /mnt/backups/taxi --home .millrace"
    })
final class BackupCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "FOLDER", description = "Where backups of this home are kept.")
  Path folder;

  BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      BackupFolder backups = BackupFolder.open(folder, home.clock());
      HomeBackup.Made made =
          new HomeBackup(
                  home.home(),
                  home.store(),
                  backups,
                  words -> terminal.err().println("... " + words))
              .run(home.clock().instant());
      print(made, backups);
      return made.snapshot().lost().isEmpty() ? 0 : 1;
    }
  }

  private void print(HomeBackup.Made made, BackupFolder backups) {
    Snapshot snapshot = made.snapshot();
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("backup", backups.folder().toString())
                      .put("snapshot", made.name())
                      .put("events", snapshot.events())
                      .put("head", snapshot.head().hex())
                      .put("contents", snapshot.blobs().size())
                      .put("files", snapshot.files().size())
                      .put("copied", made.copied())
                      .put(
                          "lost",
                          Json.texts(snapshot.lost().stream().map(each -> each.hex()).toList()))
                      .build()));
      return;
    }
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "snapshot   %s in %s%nholds      %,d events, %,d contents, %,d files of log and"
                    + " settings; %,d were new%nverified   each is what its name says, the chain of"
                    + " events is whole",
                made.name(),
                backups.folder(),
                snapshot.events(),
                snapshot.blobs().size(),
                snapshot.files().size(),
                made.copied()));
    if (!snapshot.lost().isEmpty()) {
      terminal
          .out()
          .println(
              "LOST       "
                  + snapshot.lost().size()
                  + " contents that the home refers to and has no more; 'millrace doctor --repair'"
                  + " says what needs them");
    }
    if (!snapshot.secrets().isEmpty()) {
      terminal.out().println("not in it  the secrets " + String.join(", ", snapshot.secrets()));
    }
  }
}
