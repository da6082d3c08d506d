package dev.millrace.cli;

import dev.millrace.core.keep.HeldContents;
import dev.millrace.core.keep.PersonKeys;
import dev.millrace.core.lineage.LineageNames;
import dev.millrace.core.lineage.LineageNode;
import dev.millrace.core.lineage.LineageReader;
import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.store.Hold;
import dev.millrace.spi.store.HoldDraft;
import dev.millrace.spi.store.HoldStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace hold}: what must be kept as it is. */
@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    description = "Keep something, and all it rests on, from being collected or erased.",
    footer = {
      "",
      "Examples:",
      "  millrace hold place chicago-taxi/3 --reason \"case 17\"",
      "  millrace hold place --column email --key-file persons.txt --reason \"case 18\"",
      "  millrace hold list",
      "  millrace hold release 1 --reason \"case 17 is closed\""
    })
final class HoldCommand implements Runnable {
  @Spec CommandSpec spec;

  private final Terminal terminal;

  HoldCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "one of place, release, list is missing");
  }

  @Command(
      name = "place",
      mixinStandardHelpOptions = true,
      description = "Hold something the lineage knows, or a person.",
      footer = {"", "Example:", "  millrace hold place run/3f9c2a1b --reason \"case 17\""})
  int place(
      @Mixin CommonOptions common,
      @Parameters(
              arity = "0..1",
              paramLabel = "NODE",
              description =
                  "MODEL, MODEL/VERSION, MODEL/ENVIRONMENT, run/ID, a digest, or the path of a"
                      + " file.")
          @Nullable String node,
      @Mixin PersonOption person,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
          String reason) {
    if ((node == null) != person.isGiven()) {
      throw new ParameterException(
          spec.commandLine(), "what is held is one of two: NODE, or a person by --column");
    }
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      List<HoldDraft> drafts = node == null ? persons(home, person) : List.of(things(home, node));
      List<Hold> placed = new ArrayList<>();
      for (HoldDraft draft : drafts) {
        placed.add(holds(home).place(Users.change(reason, home.clock().instant()), draft));
      }
      show(common, placed);
    }
    return 0;
  }

  private static HoldStore holds(OpenHome home) {
    return home.store().stores().keeping().holds();
  }

  private static HoldDraft things(OpenHome home, String node) {
    LineageReader.Read read =
        new LineageReader(home.store().stores(), Users.PROJECT, Integer.MAX_VALUE).read();
    List<LineageNode> start =
        new LineageNames(read.graph()).find(node, LineageCommand.contents(node));
    String subject = start.stream().map(LineageNode::id).limit(5).collect(Collectors.joining(", "));
    return new HoldDraft(
        subject.length() <= 200 ? subject : subject.substring(0, 200),
        Optional.empty(),
        List.copyOf(
            new HeldContents(home.store().stores(), Users.PROJECT).of(read.graph(), start)));
  }

  private static List<HoldDraft> persons(OpenHome home, PersonOption person) {
    PersonKeys keys = PersonKeys.of(home.home().folder(), new SecureRandom());
    return person.values().stream()
        .map(value -> keys.of(person.column(), value))
        .map(
            key ->
                new HoldDraft(
                    "person/" + person.column() + "/" + key.brief(),
                    Optional.of(key),
                    List.<Digest>of()))
        .toList();
  }

  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = "Give a hold up.",
      footer = {"", "Example:", "  millrace hold release 1 --reason \"case 17 is closed\""})
  int release(
      @Mixin CommonOptions common,
      @Parameters(paramLabel = "NUMBER", description = "Of the hold: see millrace hold list.")
          long number,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
          String reason) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      show(
          common,
          List.of(holds(home).release(Users.change(reason, home.clock().instant()), number)));
    }
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List holds, newest first.",
      footer = {"", "Example:", "  millrace hold list --all"})
  int list(
      @Mixin CommonOptions common,
      @Option(names = "--all", description = "Also those that were released.") boolean all) {
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      show(
          common,
          holds(home).list(Users.PROJECT).stream()
              .filter(hold -> all || hold.isInForce())
              .toList());
    }
    return 0;
  }

  private void show(CommonOptions common, List<Hold> holds) {
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put("holds", holds.stream().map(HoldCommand::json).toList())
                      .build()));
      return;
    }
    if (holds.isEmpty()) {
      terminal.out().println("nothing is held");
      return;
    }
    TextTable table =
        new TextTable(List.of("hold", "what", "contents", "since", "by", "why", "released"));
    for (Hold hold : holds) {
      table.add(
          List.of(
              Long.toString(hold.number()),
              hold.subject(),
              hold.person().isPresent() ? "all rows" : Long.toString(hold.contents()),
              hold.at().truncatedTo(ChronoUnit.SECONDS).toString(),
              hold.actor().name(),
              hold.reason(),
              hold.released().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("")));
    }
    terminal.out().print(table);
  }

  private static Json json(Hold hold) {
    return Json.members()
        .put("hold", hold.number())
        .put("subject", hold.subject())
        .put("person", hold.person().map(Digest::hex).orElse(""))
        .put("contents", hold.contents())
        .put("at", hold.at().toString())
        .put("by", hold.actor().name())
        .put("reason", hold.reason())
        .put("released", hold.released().map(Object::toString).orElse(""))
        .build();
  }
}
