package dev.millrace.cli;

import dev.millrace.core.keep.CollectionReport;
import dev.millrace.json.CanonicalJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace gc}: removes what nothing needs any more. */
@Command(
    name = "gc",
    mixinStandardHelpOptions = true,
    description = {
      "Remove what nothing needs any more, by the rules of home.yaml.",
      "Servers do it by themselves, and runs once a day at most."
    },
    footer = {
      "",
      "Examples:",
      "  millrace gc --dry-run      what would go, and from what it could be made again",
      "  millrace gc"
    })
final class GcCommand implements Callable<Integer> {
  private static final int MOST_LINES = 50;

  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Option(names = "--dry-run", description = "Only show what would be removed.")
  boolean dryRun;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  String reason = "collected by hand";

  GcCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Collecting collecting = new Collecting(home);
      CollectionReport report =
          dryRun ? collecting.preview() : collecting.collect(Users.actor(), reason);
      if (common.json) {
        terminal.out().println(CanonicalJson.text(report.json()));
      } else {
        show(report);
      }
    }
    return 0;
  }

  private void show(CollectionReport report) {
    if (report.count() == 0) {
      terminal.out().println("nothing to collect: all that is kept is needed, or not yet old");
    } else {
      TextTable table = new TextTable(List.of("class", "things", "bytes"));
      report
          .freed()
          .forEach(
              (kind, freed) ->
                  table.add(List.of(kind.text(), number(freed.things()), number(freed.bytes()))));
      table.add(
          List.of(dryRun ? "would go" : "removed", number(report.count()), number(report.bytes())));
      terminal.out().print(table);
    }
    if (!report.things().isEmpty()) {
      terminal.out().println();
      TextTable things =
          new TextTable(List.of("class", "what", "bytes", "can be made again", "from"));
      report.things().stream()
          .limit(MOST_LINES)
          .forEach(
              thing ->
                  things.add(
                      List.of(
                          thing.kind().text(),
                          thing.what(),
                          number(thing.bytes()),
                          thing.rebuilt(),
                          thing.from())));
      terminal.out().print(things);
      if (report.things().size() > MOST_LINES) {
        terminal.out().println("and more: see --json, which lists the first thousand of them");
      }
    }
    report.notes().forEach(note -> terminal.out().println("note: " + note));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
