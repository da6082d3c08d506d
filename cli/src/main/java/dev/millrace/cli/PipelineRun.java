package dev.millrace.cli;

import dev.millrace.core.flow.Pipeline;
import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.flow.RunFacts;
import dev.millrace.core.flow.RunRequest;
import dev.millrace.core.flow.RunSession;
import dev.millrace.core.flow.RunSummary;
import dev.millrace.core.flow.StageRange;
import dev.millrace.core.ingest.SourceSpan;
import dev.millrace.core.queue.RunNeeds;
import dev.millrace.core.release.CodeRevision;
import dev.millrace.core.report.HtmlReport;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.store.files.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs a pipeline file in a home, shows the run, and writes its report. */
final class PipelineRun {
  private final Terminal terminal;
  private final CommonOptions common;
  private final Path file;
  private final StageRange range;
  private final String reason;
  private final Optional<SourceSpan> span;

  PipelineRun(Terminal terminal, CommonOptions common, Path file, StageRange range, String reason) {
    this(terminal, common, file, range, reason, Optional.empty());
  }

  private PipelineRun(
      Terminal terminal,
      CommonOptions common,
      Path file,
      StageRange range,
      String reason,
      Optional<SourceSpan> span) {
    this.span = span;
    this.terminal = terminal;
    this.common = common;
    this.file = file.toAbsolutePath().normalize();
    this.range = range;
    this.reason = reason;
  }

  /** How a run ended, and where its report lies. */
  record Ended(
      int exitCode, RunSummary summary, Path report, Optional<MillraceException> refusal) {}

  /** The same over one span of the source; it shows nothing and releases nothing. */
  PipelineRun of(SourceSpan part) {
    return new PipelineRun(
        terminal, common, file, range, "backfill " + part + ": " + reason, Optional.of(part));
  }

  Ended run() {
    PipelineConfig read = read(file);
    PipelineConfig config = span.map(read::in).orElse(read);
    Path folder = folder();
    try (OpenHome home = OpenHome.open(common.home(folder));
        HomeUse _ = HomeUse.beside(home.home())) {
      home.policy(); // refused before anything has begun
      CodeRevision code = GitRevision.of(file, config.schema(), home.policy());
      var _ = HomeConfig.of(home.home());
      Ended ended = run(config, folder, home, code);
      new Collecting(home).whenDue(Users.actor(), "collected after a run");
      return ended;
    }
  }

  private Path folder() {
    Path folder = file.getParent();
    return folder == null ? Path.of("").toAbsolutePath() : folder;
  }

  /** Reads a pipeline file. */
  static PipelineConfig read(Path file) {
    try {
      return PipelineConfig.read(
          file.getFileName().toString(), Files.readString(file), OpenHome.learners());
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.CONFIG_UNREADABLE, "the pipeline cannot be read")
              .at(file.toString())
              .found(FileFault.words(e))
              .next("Name a pipeline file, or make one with: millrace init DATA"),
          e);
    }
  }

  private Ended run(PipelineConfig config, Path folder, OpenHome home, CodeRevision code) {
    var _ = home.store().sweep(home.clock().instant());
    ProgressPrinter printer = new ProgressPrinter(terminal, home.clock());
    RunId id = Users.nextRun();
    RunNeeds needs = config.run().of(HomeConfig.of(home.home()).budget());
    try (RunPlace place =
        RunPlace.take(
            home,
            id,
            config.name(),
            needs,
            words -> terminal.err().println("run " + id.brief() + " " + words))) {
      return run(config, folder, home, code, printer, id, place);
    }
  }

  private Ended run(
      PipelineConfig config,
      Path folder,
      OpenHome home,
      CodeRevision code,
      ProgressPrinter printer,
      RunId id,
      RunPlace place) {
    RunRequest request =
        new RunRequest(
            id,
            Users.PROJECT,
            config.name(),
            config.written().whole(),
            Main.VERSION,
            Users.actor(),
            reason,
            Users.process(home.clock().instant()),
            knownDead(config, home));
    try (RunSession session = RunSession.open(home.runServices(), request, printer)) {
      Thread hook = Thread.ofPlatform().unstarted(session::cancel);
      Runtime.getRuntime().addShutdownHook(hook);
      place.watch(session, home.runServices().heart());
      Pipeline pipeline =
          new Pipeline(
              session, config, home.pipelineServices(folder, config.run()), facts(code), range);
      try {
        pipeline.run();
        session.finish(RunEnd.done());
        return ended(pipeline.summary(), home, Optional.empty());
      } catch (MillraceException e) {
        boolean refused = e.code() == ErrorCode.DATA_REFUSED || e.code() == ErrorCode.GATE_REFUSED;
        finish(
            session,
            refused
                ? RunEnd.refused(String.valueOf(e.getMessage()))
                : RunEnd.failed(String.valueOf(e.getMessage())),
            e);
        if (refused) {
          return ended(pipeline.summary(), home, Optional.of(e));
        }
        throw e;
      } catch (RuntimeException e) {
        finish(session, RunEnd.failed("a fault of the program: " + e), e);
        throw e;
      } finally {
        remove(hook);
      }
    }
  }

  /**
   * Ends a run that failed; what it failed with is what the user is told, also when the store
   * cannot take the end, such as on a full disk. A run whose lease is lost has been marked by its
   * new owner.
   */
  private static void finish(RunSession session, RunEnd end, RuntimeException cause) {
    try {
      session.finish(end);
    } catch (MillraceException e) {
      cause.addSuppressed(e);
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending already, by this very hook.
    }
  }

  /** The holder of the lease, when it was a process of this machine that is gone. */
  private static Set<LeaseOwner> knownDead(PipelineConfig config, OpenHome home) {
    Optional<Lease> lease =
        home.store().stores().runQueries().findLease(Users.PROJECT, config.name());
    return lease
        .map(held -> held.holder().owner())
        .filter(owner -> Users.isGone(owner, home.clock().instant()))
        .map(Set::of)
        .orElse(Set.of());
  }

  private static RunFacts facts(CodeRevision code) {
    Json.Members libraries =
        OpenHome.learners().values().stream()
            .collect(
                Json::members,
                (members, provider) -> members.put(provider.name(), provider.revision()),
                (a, b) -> {})
            .build();
    return new RunFacts(Main.VERSION, Runtime.version().toString(), libraries, code);
  }

  private Ended ended(RunSummary summary, OpenHome home, Optional<MillraceException> refusal) {
    Path report = report(summary, home, summary.run());
    int exitCode = refusal.map(e -> e.code().exitCode()).orElse(0);
    if (span.isPresent()) {
      return new Ended(exitCode, summary, report, refusal);
    }
    if (common.form() == OutputForm.JSON) {
      terminal.out().println(CanonicalJson.text(RunJson.of(summary, report, exitCode)));
    } else {
      new RunScreen(terminal.out()).print(summary, report, refusal);
    }
    return new Ended(exitCode, summary, report, refusal);
  }

  private static Path report(RunSummary summary, OpenHome home, RunId run) {
    Path file = home.home().folder().resolve("log").resolve("reports").resolve(run + ".html");
    try {
      Files.createDirectories(file.resolveSibling(""));
    } catch (IOException e) {
      throw FileFailures.of(e, file);
    }
    OutputFile.write(file, HtmlReport.write(summary));
    return file;
  }

  /** Names of the learners, for messages. */
  static List<String> learnerNames() {
    return OpenHome.learners().values().stream().map(LearnerProvider::name).toList();
  }
}
