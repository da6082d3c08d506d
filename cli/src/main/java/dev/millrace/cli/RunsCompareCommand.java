package dev.millrace.cli;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.store.TrackStores;
import dev.millrace.spi.track.RunNotes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace runs compare}: some runs side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Show runs side by side: what differs between them.",
    footer = {"", "Example:", "  millrace runs compare 3f9c2a1b 77aa01cd"})
final class RunsCompareCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(arity = "2..8", paramLabel = "RUN", description = "Run ids, or how they begin.")
  List<String> runs = List.of();

  @Option(names = "--all", description = "Show what is equal, too.")
  boolean all;

  RunsCompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      TrackStores stores = home.store().stores().tracking();
      List<RunNotes> found = runs.stream().map(run -> RunsSearch.one(stores, run)).toList();
      if (common.json) {
        terminal
            .out()
            .println(
                CanonicalJson.text(
                    Json.members()
                        .put(
                            "runs",
                            found.stream()
                                .map(notes -> NotesScreen.json(notes, notes.run().status().name()))
                                .toList())
                        .build()));
      } else {
        terminal.out().print(table(found));
      }
    }
    return 0;
  }

  private TextTable table(List<RunNotes> found) {
    List<String> head = new ArrayList<>(List.of(""));
    found.forEach(notes -> head.add(notes.run().run().brief()));
    TextTable table = new TextTable(head);
    List<Map<String, String>> values = found.stream().map(NotesScreen::values).toList();
    Set<String> names = new TreeSet<>();
    values.forEach(each -> names.addAll(each.keySet()));
    for (String name : names) {
      List<String> row = new ArrayList<>();
      values.forEach(each -> row.add(each.getOrDefault(name, "-")));
      if (all || new HashSet<>(row).size() > 1) {
        row.addFirst(name);
        table.add(row);
      }
    }
    return table;
  }
}
