package dev.millrace.cli;

import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.store.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code millrace doctor}: looks whether everything is as it must be. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check Java, the home, its metadata and its record of events.",
    footer = {"", "Example:", "  millrace doctor --home .millrace"})
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** One thing that was looked at. */
  private record Check(String name, Health health, String found) {}

  private enum Health {
    GOOD,
    BAD
  }

  @Override
  public Integer call() {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("java", Health.GOOD, Runtime.version().toString()));
    checks.add(
        new Check(
            "machine",
            Health.GOOD,
            String.format(
                Locale.ROOT,
                "%d processors, %d MB of heap at most",
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20)));
    OpenHome.learners()
        .forEach(
            (name, learner) ->
                checks.add(new Check("learner " + name, Health.GOOD, learner.revision())));
    home(checks);
    boolean good = checks.stream().allMatch(check -> check.health() == Health.GOOD);
    print(checks);
    return good ? 0 : 1;
  }

  private void home(List<Check> checks) {
    Path folder = common.home(Path.of(""));
    try (OpenHome home = OpenHome.open(folder)) {
      checks.add(new Check("home", Health.GOOD, home.home().folder().toString()));
      checks.add(room(home.home()));
      List<String> damage = home.store().checkIntegrity();
      checks.add(
          new Check(
              "metadata",
              damage.isEmpty() ? Health.GOOD : Health.BAD,
              damage.isEmpty() ? "whole" : String.join("; ", damage)));
      checks.add(events(home.store().stores().events().verify()));
    } catch (MillraceException e) {
      checks.add(new Check("home", Health.BAD, String.valueOf(e.getMessage())));
    }
  }

  private static Check events(ChainCheck chain) {
    return switch (chain) {
      case ChainCheck.Whole whole ->
          new Check(
              "events",
              Health.GOOD,
              String.format(Locale.ROOT, "%,d, chain whole", whole.events()));
      case ChainCheck.Broken broken ->
          new Check(
              "events", Health.BAD, "broken at event " + broken.event() + ": " + broken.why());
    };
  }

  private static Check room(Home home) {
    try {
      long free = Files.getFileStore(home.folder()).getUsableSpace() >> 20;
      return new Check("disk", free > 512 ? Health.GOOD : Health.BAD, free + " MB free");
    } catch (IOException e) {
      return new Check("disk", Health.BAD, "cannot be asked: " + e.getMessage());
    }
  }

  private void print(List<Check> checks) {
    if (common.json) {
      terminal
          .out()
          .println(
              CanonicalJson.text(
                  Json.members()
                      .put(
                          "checks",
                          checks.stream()
                              .map(
                                  check ->
                                      Json.members()
                                          .put("name", check.name())
                                          .put("health", check.health().name())
                                          .put("found", check.found())
                                          .build())
                              .toList())
                      .build()));
      return;
    }
    checks.forEach(
        check ->
            terminal
                .out()
                .println(
                    String.format(
                        Locale.ROOT,
                        "%-4s %-18s %s",
                        check.health() == Health.GOOD ? "ok" : "BAD",
                        check.name(),
                        check.found())));
  }
}
