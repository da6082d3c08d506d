package dev.millrace.cli;

import dev.millrace.core.flow.RunSession;
import dev.millrace.core.queue.QueuePlace;
import dev.millrace.core.queue.QueueState;
import dev.millrace.core.queue.RunNeeds;
import dev.millrace.core.queue.RunQueue;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.LeaseRules;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The place of a run in the queue of this machine, from when it comes until it ends. A process that
 * dies needs not give it back: whoever waits sees that it is gone.
 */
final class RunPlace implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RunPlace.class.getName());
  private static final Duration LOOK = Duration.ofMillis(250);

  private final OpenHome home;
  private final RunQueue queue;
  private final RunId run;
  private Optional<ScheduledFuture<?>> watch = Optional.empty();

  private RunPlace(OpenHome home, RunQueue queue, RunId run) {
    this.home = home;
    this.queue = queue;
    this.run = run;
  }

  /** The queue of this machine in a home. */
  static RunQueue queue(OpenHome home) {
    return new RunQueue(
        home.store().stores().serving().machines(),
        Users.process(home.clock().instant()).host(),
        HomeConfig.of(home.home()).budget());
  }

  /**
   * Comes into the queue and waits until it is this run's turn.
   *
   * @param say told what it waits for, whenever that changes
   * @throws MillraceException RUN_ACTIVE when the pipeline is run or waits already, CANCELLED when
   *     somebody cancels the run while it waits
   */
  static RunPlace take(
      OpenHome home, RunId run, PipelineName pipeline, RunNeeds needs, Consumer<String> say) {
    requireIdle(home, pipeline);
    RunQueue queue = queue(home);
    Instant now = home.clock().instant();
    RunPlace place = new RunPlace(home, queue, run);
    QueueState state =
        queue.enter(
            place.change("enter"),
            new QueuePlace(run, pipeline, Users.process(now), needs, now, QueuePlace.Wish.GO_ON));
    try {
      place.await(state, say);
      return place;
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  /** A pipeline that is being run is refused now, not when the queue has come to it. */
  private static void requireIdle(OpenHome home, PipelineName pipeline) {
    Instant now = home.clock().instant();
    home.store()
        .stores()
        .runQueries()
        .findLease(Users.PROJECT, pipeline)
        .filter(lease -> LeaseRules.isLive(lease.holder(), now))
        .filter(lease -> !Users.isGone(lease.holder().owner(), now))
        .ifPresent(
            lease -> {
              throw lease.busy();
            });
  }

  private void await(QueueState entered, Consumer<String> say) {
    QueueState state = entered;
    String said = "";
    while (!state.isRunning(run)) {
      if (isCancelled(state)) {
        throw Problem.of(ErrorCode.CANCELLED, "the run was cancelled while it waited")
            .next("Run it again.")
            .asException();
      }
      String words =
          "waits in the queue, place "
              + state.position(run).orElse(0)
              + ": "
              + state.why(queue.budget());
      if (!words.equals(said)) {
        say.accept(words);
        said = words;
      }
      LockSupport.parkNanos(LOOK.toNanos());
      state = queue.sweep(change("sweep"), this::isGone);
      if (state.find(run).isEmpty()) {
        throw Problem.of(ErrorCode.CANCELLED, "the run has no place in the queue any more")
            .next("Run it again.")
            .asException();
      }
    }
  }

  private boolean isGone(LeaseOwner owner) {
    return Users.isGone(owner, home.clock().instant());
  }

  private boolean isCancelled(QueueState state) {
    return state.find(run).filter(p -> p.wish() == QueuePlace.Wish.CANCEL).isPresent();
  }

  /** From now on the run is told when somebody cancels it. */
  void watch(RunSession session, ScheduledExecutorService heart) {
    watch =
        Optional.of(
            heart.scheduleWithFixedDelay(
                () -> {
                  try {
                    if (isCancelled(queue.find(Users.PROJECT))) {
                      session.cancel();
                    }
                  } catch (MillraceException e) {
                    LOG.log(Level.DEBUG, "the queue cannot be looked at, and is again", e);
                  }
                },
                1,
                1,
                TimeUnit.SECONDS));
  }

  private Change change(String what) {
    Instant now = home.clock().instant();
    return new Change(Users.PROJECT, Users.actor(), "", run + ":queue:" + what + ":" + now, now);
  }

  /** Gives the place back; when the store cannot take that, it is free once the process ends. */
  @Override
  public void close() {
    watch.ifPresent(each -> each.cancel(false));
    try {
      var _ = queue.leave(change("leave"), run);
    } catch (MillraceException e) {
      LOG.log(Level.WARNING, "the place in the queue is kept until this process ends", e);
    }
  }
}
