package dev.millrace.cli;

import dev.millrace.digest.Digest;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.store.Home;
import dev.millrace.store.files.HomeBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace doctor}: looks whether everything is as it must be. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check Java, the home, its metadata and events; show what its policy grants.",
    footer = {
      "",
      "Examples:",
      "  millrace doctor --home .millrace",
      "  millrace doctor --repair",
      "  millrace doctor --repair --yes"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Option(
      names = "--repair",
      description = {
        "Say what is wrong in the home and can be mended without losing anything: unfinished"
            + " writes, runs whose process is gone, damaged contents, indexes, a long log.",
        "Reads every content. Changes nothing without --yes."
      })
  boolean repair;

  @Option(names = "--yes", description = "With --repair: mend it. Each repair is an event.")
  boolean yes;

  @Spec CommandSpec spec;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (yes && !repair) {
      throw new ParameterException(spec.commandLine(), "--yes goes with --repair");
    }
    if (repair) {
      try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
        return new RepairScreen(terminal, common.form())
            .show(new Repairs(home), yes ? RepairScreen.Wish.MEND : RepairScreen.Wish.LOOK);
      }
    }
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
    boolean good = checks.stream().noneMatch(check -> check.health() == HealthCheck.Health.BAD);
    print(checks);
    return good ? 0 : 1;
  }

  private void home(List<HealthCheck> checks) {
    Path folder = common.home(Path.of(""));
    try (OpenHome home = OpenHome.existing(folder)) {
      checks.add(new HealthCheck("home", HealthCheck.Health.GOOD, home.home().folder().toString()));
      checks.add(room(home.home()));
      checks.add(HealthCheck.good("store", home.store().metadataDescribed()));
      List<String> damage = home.store().checkIntegrity();
      checks.add(
          new HealthCheck(
              "metadata",
              damage.isEmpty() ? HealthCheck.Health.GOOD : HealthCheck.Health.BAD,
              damage.isEmpty() ? "whole" : String.join("; ", damage)));
      checks.add(blobs(home.store().blobs()));
      checks.add(events(home.store().stores().events().verify()));
      checks.addAll(new PolicyChecks(home).look());
      checks.addAll(
          new BudgetTable(
                  HomeConfig.of(home.home()),
                  ServeConfig.read(home.home().folder().resolve("server.yaml")))
              .checks());
    } catch (MillraceException e) {
      checks.add(new HealthCheck("home", HealthCheck.Health.BAD, String.valueOf(e.getMessage())));
    }
  }

  private static String word(HealthCheck.Health health) {
    return switch (health) {
      case GOOD -> "ok";
      case WARN -> "warn";
      case BAD -> "BAD";
    };
  }

  /** Asks for a content that is nowhere: whoever keeps them answers or fails. */
  private static HealthCheck blobs(HomeBlobs blobs) {
    try {
      var _ = blobs.verify(Digest.ofBytes(new byte[] {'?'}));
      return HealthCheck.good("blobs", blobs.described());
    } catch (MillraceException e) {
      return new HealthCheck("blobs", HealthCheck.Health.BAD, String.valueOf(e.getMessage()));
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
      return new HealthCheck(
          "disk", HealthCheck.Health.BAD, "cannot be asked: " + FileFault.words(e));
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
                        word(check.health()),
                        check.name(),
                        check.found())));
  }
}
