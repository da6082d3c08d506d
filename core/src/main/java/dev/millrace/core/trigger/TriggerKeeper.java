package dev.millrace.core.trigger;

import dev.millrace.core.monitor.DriftFinding;
import dev.millrace.core.monitor.DriftReport;
import dev.millrace.core.monitor.DriftWatch;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.monitor.QualityBasis;
import dev.millrace.core.monitor.QualityMonitor;
import dev.millrace.core.monitor.QualityVerdict;
import dev.millrace.core.monitor.QualityWindow;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Servers;
import dev.millrace.core.trigger.TriggerEvent.Rollout;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.WindowKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one pipeline: sees new data and what monitoring found, lets the trigger decide, and
 * starts and watches the runs decided for. {@link #tick} is called by one thread, about once a
 * second.
 */
public final class TriggerKeeper implements AutoCloseable {
  /** What a keeper looks at and acts through. */
  public record Surroundings(
      Stores stores,
      ProjectName project,
      NodeName node,
      DriftWatch drift,
      QualityMonitor.QualityBases bases,
      SourceLook.Eye source,
      LongSupplier labelled,
      TrainingRun.Launcher launcher) {}

  private final Surroundings around;
  private final PipelineName pipeline;
  private final ReleaseTarget target;
  private final RetrainSettings settings;
  private final MonitorSettings monitor;
  private final Triggers triggers;
  private @Nullable TrainingRun running;
  private long runningNumber;
  private Instant trafficSeen = Instant.MIN;
  private Instant qualitySeen = Instant.MIN;
  private long steps;

  public TriggerKeeper(
      Surroundings around,
      PipelineName pipeline,
      ReleaseTarget target,
      RetrainSettings settings,
      MonitorSettings monitor) {
    this.around = around;
    this.pipeline = pipeline;
    this.target = target;
    this.settings = settings;
    this.monitor = monitor;
    this.triggers = new Triggers(around.stores().serving().machines());
  }

  /** One look at everything. */
  public void tick(Instant now) {
    attend(now);
    around
        .source()
        .look()
        .ifPresent(
            look ->
                apply(
                    new TriggerEvent.DataSeen(
                        look.source(), look.trained(), around.labelled().getAsLong()),
                    now));
    ReleaseState release = Releases.find(around.stores(), around.project(), target);
    release.live().ifPresent(live -> watch(live, now));
    boolean moving = release.rollout().filter(rollout -> !rollout.isWhole()).isPresent();
    Triggers.Outcome outcome =
        apply(
            new TriggerEvent.Tick(
                around.node(),
                release.live().map(ReleaseContent::version).orElse(0),
                moving ? Rollout.UNDER_WAY : Rollout.NONE,
                around.labelled().getAsLong()),
            now);
    if (outcome.start().isPresent()) {
      runningNumber = outcome.start().get().number();
      running = around.launcher().start(outcome.start().get());
    }
  }

  /** Ends the process of a run that goes on; whoever comes next finds it lost and tries again. */
  @Override
  public void close() {
    TrainingRun run = running;
    if (run != null) {
      run.close();
    }
  }

  /** Sees how the run under way is doing, whoever started it. */
  private void attend(Instant now) {
    Optional<Attempt> attempt =
        triggers.find(around.project(), pipeline).flatMap(TriggerState::running);
    TrainingRun run = running;
    boolean ours =
        attempt
            .filter(at -> at.node().equals(around.node()) && at.number() == runningNumber)
            .isPresent();
    if (run != null && !ours) {
      // It was taken for lost while this server could not reach the store.
      run.close();
      running = null;
    }
    if (attempt.isEmpty()) {
      return;
    }
    long number = attempt.get().number();
    if (!attempt.get().node().equals(around.node())) {
      if (!Servers.listening(around.stores().serving().nodes(), target.environment(), now)
          .contains(attempt.get().node())) {
        apply(new TriggerEvent.RunLost(number, "its server is gone"), now);
      }
    } else if (run == null || !ours) {
      apply(new TriggerEvent.RunLost(number, "it was not started"), now);
    } else {
      run.poll()
          .ifPresent(
              ended -> {
                apply(
                    ended
                        .outcome()
                        .<TriggerEvent>map(
                            how -> new TriggerEvent.RunEnded(number, how, ended.words()))
                        .orElseGet(() -> new TriggerEvent.RunLost(number, ended.words())),
                    now);
                run.close();
                running = null;
              });
    }
  }

  private void watch(ReleaseContent live, Instant now) {
    newest(WindowKind.TRAFFIC)
        .filter(window -> window.to().isAfter(trafficSeen))
        .ifPresent(
            window -> {
              around
                  .drift()
                  .find(target, live, monitor, Instant.EPOCH)
                  .ifPresent(report -> drift(report, now));
              trafficSeen = window.to();
            });
    newest(WindowKind.QUALITY)
        .filter(window -> window.to().isAfter(qualitySeen))
        .ifPresent(window -> quality(live, window, now));
  }

  private Optional<MonitorWindow> newest(WindowKind kind) {
    return around
        .stores()
        .serving()
        .windows()
        .list(around.project(), target, kind, Instant.EPOCH, 1)
        .stream()
        .findFirst();
  }

  private void drift(DriftReport report, Instant now) {
    List<DriftFinding> drifted = report.drifted(monitor);
    if (!drifted.isEmpty()) {
      apply(new TriggerEvent.DriftFound(report.version(), DriftReport.words(drifted)), now);
    }
  }

  /** Judges every window that is new; of those before this process began only the newest. */
  private void quality(ReleaseContent live, MonitorWindow newest, Instant now) {
    Optional<QualityBasis> basis = around.bases().find(target, live.version());
    List<MonitorWindow> windows =
        qualitySeen.equals(Instant.MIN)
            ? List.of(newest)
            : around
                .stores()
                .serving()
                .windows()
                .list(around.project(), target, WindowKind.QUALITY, qualitySeen, 1_000);
    for (MonitorWindow window : windows) {
      if (basis.isPresent()
          && window.version() == live.version()
          && QualityVerdict.of(
                  monitor.quality(),
                  basis.get().evaluation(),
                  QualityWindow.fromJson(window.content()))
              instanceof QualityVerdict.Fell fell) {
        apply(new TriggerEvent.QualityFell(live.version(), fell.why()), now);
      }
    }
    qualitySeen = newest.to();
  }

  private Triggers.Outcome apply(TriggerEvent event, Instant now) {
    String key = around.node() + ":" + pipeline + ":" + event.what() + ":" + now + ":" + steps++;
    return triggers.apply(
        new Change(
            around.project(),
            new Actor(around.node().value(), Actor.Standing.SYSTEM),
            "",
            key,
            now),
        pipeline,
        settings,
        event);
  }
}
