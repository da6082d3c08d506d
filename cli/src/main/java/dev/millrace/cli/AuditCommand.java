package dev.millrace.cli;

import dev.millrace.core.audit.AuditEvent;
import dev.millrace.core.audit.AuditExport;
import dev.millrace.core.audit.AuditProblems;
import dev.millrace.core.audit.KeptRecord;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventLog;
import dev.millrace.store.files.FileFailures;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace audit}: the record of every change, and whether it is as it was written. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "List the events of a home, check their chain, export it.",
    footer = {
      "",
      "Examples:",
      "  millrace audit list --subject model/chicago-taxi",
      "  millrace audit export --output events-2026-03.jsonl",
      "  millrace audit verify --against events-2026-03.jsonl"
    })
final class AuditCommand implements Runnable {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  @Spec CommandSpec spec;

  private final Terminal terminal;

  AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "one of list, verify, export is missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List events, newest first; looks at the last 200,000.",
      footer = {"", "Example:", "  millrace audit list --action model.choose --limit 5"})
  int list(
      @Mixin CommonOptions common,
      @Option(
              names = "--subject",
              paramLabel = "TEXT",
              description = "Only events of what begins so, such as model/NAME or run/ID.")
          @Nullable String subject,
      @Option(
              names = "--action",
              paramLabel = "NAME",
              description = "Only this action, such as model.choose.")
          @Nullable String action,
      @Option(names = "--actor", paramLabel = "NAME", description = "Only what this actor did.")
          @Nullable String actor,
      @Option(
              names = "--limit",
              paramLabel = "N",
              description = "At most so many.",
              defaultValue = "20")
          int limit) {
    Predicate<Event> wanted =
        event ->
            (subject == null || event.draft().subject().startsWith(subject))
                && (action == null || event.draft().action().text().equals(action))
                && (actor == null || event.change().actor().name().equals(actor));
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      List<Event> events = new NewestEvents(log(home)).matching(wanted, Math.max(limit, 1));
      if (common.json) {
        print(
            Json.members()
                .put(
                    "events",
                    events.stream()
                        .map(
                            event ->
                                new AuditEvent(event, Optional.empty(), event.draft().detail())
                                    .json(AuditEvent.Texts.DIGESTS))
                        .toList())
                .build());
      } else if (events.isEmpty()) {
        terminal.out().println("no such events");
      } else {
        table(events);
      }
    }
    return 0;
  }

  private void table(List<Event> events) {
    TextTable table = new TextTable(List.of("event", "time", "who", "action", "subject", "why"));
    for (Event event : events) {
      table.add(
          List.of(
              Long.toString(event.id()),
              event.change().at().truncatedTo(ChronoUnit.SECONDS).toString(),
              visible(event.change().actor().name()),
              event.draft().action().text(),
              visible(event.draft().subject()),
              visible(event.change().reason())));
    }
    terminal.out().print(table);
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Compute the chain of events again, and name the first that does not fit (exit code 1).",
        "A chain cannot show that its last events were removed, or that all of it was written"
            + " anew: for that, keep an export elsewhere and give it with --against."
      },
      footer = {"", "Example:", "  millrace audit verify --against events-2026-03.jsonl"})
  int verify(
      @Mixin CommonOptions common,
      @Option(
              names = "--against",
              paramLabel = "FILE",
              description = "An export that was kept elsewhere, or its last line alone.")
          @Nullable Path against) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      ChainCheck check = log(home).verify();
      if (against != null && check instanceof ChainCheck.Whole whole) {
        check = compare(against, home, whole);
      }
      ChainCheck.Whole whole = require(check);
      if (common.json) {
        print(
            Json.members()
                .put("chain", "whole")
                .put("events", whole.events())
                .put("head", whole.head().hex())
                .put("against", against == null ? "" : against.toString())
                .build());
      } else {
        terminal
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "%,d events, each as it was written; head %s%n%s",
                    whole.events(),
                    whole.head().hex(),
                    against == null
                        ? "not looked for: events removed from the end, or a record written anew;"
                            + " an export kept elsewhere shows them (--against FILE)"
                        : "they go on from the record in " + against));
      }
    }
    return 0;
  }

  private static ChainCheck compare(Path file, OpenHome home, ChainCheck.Whole chain) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return new KeptRecord(file.toString(), lines).compare(log(home), chain);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.USAGE, "the export cannot be read")
              .at(file.toString())
              .found(FileFault.words(e))
              .next("Name a file that 'millrace audit export' wrote"),
          e);
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Write all events as JSON lines; the last line holds their count and the digest of the"
            + " last one.",
        "Texts that may quote data are written as digests. A broken chain is not exported."
      },
      footer = {"", "Example:", "  millrace audit export --output events-2026-03.jsonl"})
  int export(
      @Mixin CommonOptions common,
      @Option(
              names = "--output",
              paramLabel = "FILE",
              description = "Where to write (default: standard output).")
          @Nullable Path output,
      @Option(
              names = "--full",
              description = "Write texts as they are, so that digests can be computed again.")
          boolean full) {
    AuditEvent.Texts texts = full ? AuditEvent.Texts.WHOLE : AuditEvent.Texts.DIGESTS;
    if (common.json && output == null) {
      throw new ParameterException(
          spec.commandLine(), "--json needs --output: the events are JSON lines themselves");
    }
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      AuditExport export = new AuditExport(log(home), texts);
      if (output == null) {
        var _ = require(toTerminal(export));
        return 0;
      }
      ChainCheck.Whole whole = toFile(export, output);
      if (common.json) {
        print(
            Json.members()
                .put("file", output.toString())
                .put("events", whole.events())
                .put("head", whole.head().hex())
                .build());
      } else {
        terminal
            .out()
            .println(
                String.format(
                    Locale.ROOT, "%s: %,d events; keep it elsewhere", output, whole.events()));
      }
    }
    return 0;
  }

  private ChainCheck toTerminal(AuditExport export) {
    try {
      return export.write(terminal.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A print stream throws none.
    }
  }

  /** The file is there once all of it is. */
  private static ChainCheck.Whole toFile(AuditExport export, Path output) {
    Path part = output.resolveSibling(output.getFileName() + ".part");
    try {
      ChainCheck check;
      try (BufferedWriter out = Files.newBufferedWriter(part)) {
        check = export.write(out);
      }
      if (check instanceof ChainCheck.Whole) {
        Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.delete(part);
      }
      return require(check);
    } catch (IOException e) {
      throw FileFailures.of(e, output);
    }
  }

  private static ChainCheck.Whole require(ChainCheck check) {
    return switch (check) {
      case ChainCheck.Whole whole -> whole;
      case ChainCheck.Broken broken -> throw AuditProblems.broken(broken).asException();
    };
  }

  private static EventLog log(OpenHome home) {
    return home.store().stores().events();
  }

  private void print(Json json) {
    terminal.out().println(CanonicalJson.text(json));
  }

  /** Whatever somebody wrote into the file, nothing of it moves the cursor. */
  private static String visible(String text) {
    return CONTROL.matcher(text).replaceAll("\ufffd");
  }
}
