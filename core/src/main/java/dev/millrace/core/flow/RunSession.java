package dev.millrace.core.flow;

import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageControl;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunStart;
import dev.millrace.spi.store.StartedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run from start to end: it holds the pipeline's lease, hands out changes under it, and can be
 * cancelled from another thread. Stages are run on one thread.
 */
public final class RunSession implements AutoCloseable {
  private final RunServices services;
  private final RunRequest request;
  private final RunListener listener;
  private final LeaseKeeper keeper;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final List<String> differences = new ArrayList<>();

  private RunSession(
      RunServices services, RunRequest request, RunListener listener, LeaseKeeper keeper) {
    this.services = services;
    this.request = request;
    this.listener = listener;
    this.keeper = keeper;
  }

  /** Opens a run: RUN_ACTIVE while another one of the same pipeline lives. */
  public static RunSession open(RunServices services, RunRequest request, RunListener listener) {
    Change change =
        new Change(
            request.project(),
            request.actor(),
            request.reason(),
            request.run() + ":start",
            services.clock().instant());
    StartedRun started =
        services
            .stores()
            .runs()
            .start(
                change,
                new RunStart(
                    request.run(),
                    request.pipeline(),
                    request.config(),
                    request.revision(),
                    request.owner(),
                    LeaseKeeper.TERM,
                    request.knownDead()));
    listener.runStarted(request.run());
    return new RunSession(
        services,
        request,
        listener,
        new LeaseKeeper(
            services.stores().runs(), started.lease(), services.clock(), services.heart()));
  }

  public RunId run() {
    return request.run();
  }

  public RunServices services() {
    return services;
  }

  public RunListener listener() {
    return listener;
  }

  public Lease lease() {
    return keeper.lease();
  }

  /** A change of this run under the given idempotency key. */
  public Change change(String key) {
    return new Change(
        request.project(), request.actor(), request.reason(), key, services.clock().instant());
  }

  /** A stage that should be pure gave another result for the same inputs. */
  void differs(StageName stage, Digest before, Digest now) {
    String words =
        "the same inputs gave another result than before: "
            + before.brief()
            + " then, "
            + now.brief()
            + " now; what follows is made anew, and this should be reported";
    differences.add(stage + ": " + words);
    listener.note(stage, words);
  }

  /** Stages that are not as pure as they say. */
  public List<String> differences() {
    return List.copyOf(differences);
  }

  /** Runs a stage, or finds that it need not be run. */
  public <O> StageOutcome<O> run(Stage<O> stage, StageRange range) {
    return new StageRunner(this, range).run(stage);
  }

  /** Asks the run to stop at its next check. */
  public void cancel() {
    cancelled.set(true);
  }

  public boolean isCancelled() {
    return cancelled.get();
  }

  /** Ends the run; only the first end counts. */
  public void finish(RunEnd end) {
    if (ended.compareAndSet(false, true)) {
      services.stores().runs().finish(change(run() + ":finish"), lease(), end);
    }
  }

  /** What the stage of this name may ask and tell. */
  StageControl control(StageName stage) {
    return new StageControl() {
      @Override
      public void check() {
        keeper.check();
        if (isCancelled()) {
          throw Problem.of(ErrorCode.CANCELLED, "the run was cancelled")
              .at(stage.value())
              .next("Run it again: finished stages are reused.")
              .asException();
        }
      }

      @Override
      public void progress(long done, long total, String unit, String note) {
        listener.stageProgress(stage, done, total, unit, note);
      }
    };
  }

  /** Stops renewing the lease; a run that was not finished is left to be taken over. */
  @Override
  public void close() {
    keeper.close();
  }
}
