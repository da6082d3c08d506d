package dev.millrace.server.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for requests that may block: each has its own virtual thread, a bounded number run, a
 * bounded number wait in turn, and the rest are turned away at once.
 */
final class WorkPool implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
  private final Semaphore places;
  private final AtomicInteger admitted = new AtomicInteger();
  private final long most;

  WorkPool(WorkSettings settings) {
    this.places = new Semaphore(Math.toIntExact(settings.atOnce()), true);
    this.most = settings.atOnce() + settings.queue();
  }

  /** Runs a task when its turn comes; empty when the queue is full. */
  Optional<Future<?>> submit(Runnable task) {
    if (admitted.incrementAndGet() > most) {
      admitted.decrementAndGet();
      return Optional.empty();
    }
    try {
      return Optional.of(threads.submit(() -> inTurn(task)));
    } catch (RejectedExecutionException e) {
      admitted.decrementAndGet();
      return Optional.empty();
    }
  }

  /** Tasks that run or wait. */
  int size() {
    return admitted.get();
  }

  /** Completes a promise with what an endpoint answers; whatever it throws is its answer too. */
  @SuppressWarnings("CatchThrowable")
  static void settle(CompletableFuture<Response> promised, WorkEndpoint endpoint, Request request) {
    try {
      promised.complete(endpoint.answer(request));
    } catch (Throwable e) {
      promised.completeExceptionally(e);
    }
  }

  private void inTurn(Runnable task) {
    try {
      places.acquire();
      try {
        task.run();
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // given up while waiting: nobody wants the answer
    } finally {
      admitted.decrementAndGet();
    }
  }

  /** Interrupts what runs and turns away the rest. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
