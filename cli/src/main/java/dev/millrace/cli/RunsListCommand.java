package dev.millrace.cli;

import dev.millrace.core.flow.SilentRuns;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchPage;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.TrackedStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code millrace runs list}: the runs that meet conditions, in an order. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List runs of pipelines and others by metrics, parameters, tags and attributes.",
    footer = {
      "",
      "Examples:",
      "  millrace runs list --filter \"metrics.test.auc > 0.9 and tags.team = 'x'\"",
      "  millrace runs list --order-by \"metrics.test.auc DESC\" --limit 5 --json",
      "",
      "The grammar is in docs/registry.md."
    })
final class RunsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin RunsSearch search;

  @Option(names = "--count", description = "Say how many there are, and list none.")
  boolean count;

  RunsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Stores stores = home.store().stores();
      if (count) {
        long found = search.count(stores.tracking());
        terminal
            .out()
            .println(
                common.json
                    ? CanonicalJson.text(Json.members().put("count", found).build())
                    : Long.toString(found));
        return 0;
      }
      SearchPage<RunNotes> page = search.find(stores.tracking());
      SilentRuns now =
          new SilentRuns(
              stores.runQueries(),
              owner -> Users.isGone(owner, home.clock().instant()),
              home.clock());
      if (common.json) {
        MembersBuilder members =
            Json.members()
                .put(
                    "runs",
                    page.found().stream()
                        .map(notes -> NotesScreen.json(notes, status(now, notes)))
                        .toList());
        page.next().ifPresent(next -> members.put("next", next));
        terminal.out().println(CanonicalJson.text(members.build()));
      } else {
        table(page, now);
      }
    }
    return 0;
  }

  private void table(SearchPage<RunNotes> page, SilentRuns now) {
    List<SearchField> fields = search.fields();
    List<String> head = new ArrayList<>(List.of("run", "name", "status", "started"));
    fields.forEach(field -> head.add(NotesScreen.name(field)));
    TextTable table = new TextTable(head);
    for (RunNotes notes : page.found()) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  notes.run().run().brief(),
                  NotesScreen.plain(notes.run().name()),
                  status(now, notes).toLowerCase(Locale.ROOT),
                  Instant.ofEpochMilli(notes.run().started())
                      .truncatedTo(ChronoUnit.SECONDS)
                      .toString()));
      fields.forEach(field -> row.add(NotesScreen.value(notes, field)));
      table.add(row);
    }
    terminal.out().print(table);
    page.next().ifPresent(next -> terminal.err().println("more follow: --page " + next));
  }

  /** A pipeline's run whose process is gone is told as killed before another run finds it so. */
  private static String status(SilentRuns now, RunNotes notes) {
    boolean silent =
        notes.run().pipeline().isPresent()
            && notes.run().status() == TrackedStatus.RUNNING
            && now.load(Users.PROJECT, notes.run().run()).summary().status() == RunStatus.ABANDONED;
    return (silent ? TrackedStatus.KILLED : notes.run().status()).name();
  }
}
