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
    description = "Check Java, the home, its metadata and events; show what its policy grants.",
    footer = {"", "Example:", "  millrace doctor --home .millrace"})
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(new HealthCheck("java", HealthCheck.Health.GOOD, Runtime.version().toString()));
    checks.add(
        new HealthCheck(
            "machine",
            HealthCheck.Health.GOOD,
            String.format(
                Locale.ROOT,
                "%d processors, %d MB of heap at most",
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20)));
    OpenHome.learners()
        .forEach(
            (name, learner) ->
                checks.add(
                    new HealthCheck(
                        "learner " + name, HealthCheck.Health.GOOD, learner.revision())));
    home(checks);
    boolean good = checks.stream().allMatch(check -> check.health() == HealthCheck.Health.GOOD);
    print(checks);
    return good ? 0 : 1;
  }

  private void home(List<HealthCheck> checks) {
    Path folder = common.home(Path.of(""));
    try (OpenHome home = OpenHome.open(folder)) {
      checks.add(new HealthCheck("home", HealthCheck.Health.GOOD, home.home().folder().toString()));
      checks.add(room(home.home()));
      List<String> damage = home.store().checkIntegrity();
      checks.add(
          new HealthCheck(
              "metadata",
              damage.isEmpty() ? HealthCheck.Health.GOOD : HealthCheck.Health.BAD,
              damage.isEmpty() ? "whole" : String.join("; ", damage)));
      checks.add(events(home.store().stores().events().verify()));
      checks.addAll(new PolicyChecks(home).look());
    } catch (MillraceException e) {
      checks.add(new HealthCheck("home", HealthCheck.Health.BAD, String.valueOf(e.getMessage())));
    }
  }

  private static HealthCheck events(ChainCheck chain) {
    return switch (chain) {
      case ChainCheck.Whole whole ->
          new HealthCheck(
              "events",
              HealthCheck.Health.GOOD,
              String.format(Locale.ROOT, "%,d, chain whole", whole.events()));
      case ChainCheck.Broken broken ->
          new HealthCheck(
              "events",
              HealthCheck.Health.BAD,
              "broken at event " + broken.event() + ": " + broken.why());
    };
  }

  private static HealthCheck room(Home home) {
    try {
      long free = Files.getFileStore(home.folder()).getUsableSpace() >> 20;
      return new HealthCheck(
          "disk", free > 512 ? HealthCheck.Health.GOOD : HealthCheck.Health.BAD, free + " MB free");
    } catch (IOException e) {
      return new HealthCheck("disk", HealthCheck.Health.BAD, "cannot be asked: " + e.getMessage());
    }
  }

  private void print(List<HealthCheck> checks) {
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
                        check.health() == HealthCheck.Health.GOOD ? "ok" : "BAD",
                        check.name(),
                        check.found())));
  }
}
