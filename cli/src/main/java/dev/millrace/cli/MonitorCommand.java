package dev.millrace.cli;

import dev.millrace.core.evaluate.CostMatrix;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.flow.PipelineConfig;
import dev.millrace.core.monitor.DriftFinding;
import dev.millrace.core.monitor.DriftReport;
import dev.millrace.core.monitor.DriftWatch;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.monitor.QualityBasis;
import dev.millrace.core.monitor.QualityVerdict;
import dev.millrace.core.monitor.QualityWindow;
import dev.millrace.core.monitor.StatedQuality;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.WindowKind;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace monitor}: the newest traffic and quality of what is live. */
@Command(
    name = "monitor",
    mixinStandardHelpOptions = true,
    description = "Show the newest traffic of a model, its drift, and its quality.",
    footer = {"", "Example:", "  millrace monitor chicago-taxi --pipeline pipeline.yaml"})
final class MonitorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "MODEL", description = "Name of the model.")
  String model = "";

  @Option(
      names = "--pipeline",
      paramLabel = "FILE",
      description = "The model's pipeline, whose limits are used (default: the usual limits).")
  @Nullable Path pipeline;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Environment it is live in (default: ${DEFAULT-VALUE}).")
  String environment = EnvironmentName.PRODUCTION.value();

  @Option(
      names = "--limit",
      description = "Most windows of quality shown (default: ${DEFAULT-VALUE}).")
  int limit = 10;

  MonitorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is shown. */
  private record Shown(
      int version, Optional<DriftReport> traffic, List<Judged> quality, MonitorSettings settings) {}

  /** A window with what is said of it. */
  private record Judged(MonitorWindow window, QualityWindow content, QualityVerdict verdict) {}

  @Override
  public Integer call() {
    Optional<PipelineConfig> config = Optional.ofNullable(pipeline).map(PipelineRun::read);
    MonitorSettings settings = config.map(PipelineConfig::monitor).orElse(MonitorSettings.DEFAULTS);
    CostMatrix cost = config.map(read -> read.evaluate().cost()).orElse(CostMatrix.EQUAL);
    ReleaseTarget target =
        new ReleaseTarget(new ModelName(model), new EnvironmentName(environment));
    try (OpenHome home = OpenHome.existing(common.home(Path.of("")))) {
      Stores stores = home.store().stores();
      var _ = stores.registryQueries().loadModel(Users.PROJECT, target.model());
      ReleaseState state = Releases.find(stores, Users.PROJECT, target);
      ReleaseContent live =
          state
              .live()
              .orElseThrow(
                  () ->
                      Problem.of(
                              ErrorCode.MODEL_NOT_RELEASED,
                              "no version of this model is live in " + environment)
                          .found(model)
                          .next("Release one with: millrace releases create " + model + " VERSION")
                          .asException());
      StatedQuality bases =
          new StatedQuality(
              stores, home.store().blobs(), Users.PROJECT, any -> settings, any -> cost);
      Shown shown =
          new Shown(
              live.version(),
              new DriftWatch(stores.serving().windows(), home.store().blobs(), Users.PROJECT)
                  .find(target, live, settings, Instant.EPOCH),
              quality(stores, target, bases, settings),
              settings);
      if (common.json) {
        terminal.out().println(CanonicalJson.text(json(shown)));
      } else {
        print(shown, terminal.out());
      }
    }
    return 0;
  }

  private List<Judged> quality(
      Stores stores, ReleaseTarget target, StatedQuality bases, MonitorSettings settings) {
    return stores
        .serving()
        .windows()
        .list(Users.PROJECT, target, WindowKind.QUALITY, Instant.EPOCH, Math.clamp(limit, 1, 1_000))
        .stream()
        .map(
            window -> {
              QualityWindow content = QualityWindow.fromJson(window.content());
              QualityVerdict verdict =
                  bases
                      .find(target, window.version())
                      .map(QualityBasis::evaluation)
                      .map(then -> QualityVerdict.of(settings.quality(), then, content))
                      .orElseGet(
                          () -> new QualityVerdict.Undecided("it has no evaluation to compare"));
              return new Judged(window, content, verdict);
            })
        .toList();
  }

  private Json json(Shown shown) {
    MembersBuilder out =
        Json.members()
            .put("model", model)
            .put("environment", environment)
            .put("version", shown.version())
            .put("quality", shown.quality().stream().map(MonitorCommand::json).toList());
    shown
        .traffic()
        .ifPresent(
            report -> {
              out.put("traffic", report.toJson());
              out.put(
                  "drifted",
                  Json.texts(
                      report.drifted(shown.settings()).stream()
                          .map(DriftFinding::column)
                          .toList()));
            });
    return out.build();
  }

  private static Json json(Judged judged) {
    return Json.members()
        .put("version", judged.window().version())
        .put("from", judged.window().from().toString())
        .put("to", judged.window().to().toString())
        .put("rows", judged.content().rows())
        .put("unfit", judged.content().unfit())
        .put("late", judged.content().late())
        .put("metrics", judged.content().metrics().stream().map(QualityWindow::json).toList())
        .put("verdict", word(judged.verdict()))
        .put("why", judged.verdict().why())
        .build();
  }

  private static String word(QualityVerdict verdict) {
    return switch (verdict) {
      case QualityVerdict.Holds holds -> "holds";
      case QualityVerdict.Fell fell -> "fell";
      case QualityVerdict.Undecided undecided -> "undecided";
    };
  }

  private void print(Shown shown, PrintStream out) {
    out.println(model + " version " + shown.version() + " is live in " + environment);
    if (shown.traffic().isEmpty()) {
      out.println("traffic: no window is closed yet");
    } else {
      DriftReport report = shown.traffic().get();
      boolean few = report.rows() < shown.settings().leastRows();
      out.printf(
          Locale.ROOT,
          "traffic: %,d rows from %s to %s%s%n",
          report.rows(),
          report.from(),
          report.to(),
          few ? ", too few to judge" : "");
      print("input", report.inputs(), out);
      print("answer", report.answers(), out);
    }
    if (shown.quality().isEmpty()) {
      out.println("quality: no window is closed yet");
    }
    for (Judged judged : shown.quality()) {
      String metrics =
          judged.content().metrics().stream()
              .filter(Estimate::isDefined)
              .limit(4)
              .map(e -> String.format(Locale.ROOT, "%s %.4f", e.metric(), e.value()))
              .collect(java.util.stream.Collectors.joining(", "));
      out.printf(
          Locale.ROOT,
          "quality: version %d, %,d rows to %s: %s%n         %s: %s%n",
          judged.window().version(),
          judged.content().rows(),
          judged.window().to(),
          metrics,
          word(judged.verdict()),
          judged.verdict().why());
    }
  }

  private static void print(String kind, List<DriftFinding> findings, PrintStream out) {
    for (DriftFinding finding : findings) {
      out.printf(
          Locale.ROOT,
          "  %-6s %-32s psi %7.4f  limit %7.4f  %s%n",
          kind,
          finding.column(),
          finding.psi(),
          finding.limit(),
          finding.isDrift() ? "DRIFT" : "");
    }
  }
}
