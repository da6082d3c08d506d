package dev.millrace.duckdb;

import dev.millrace.duckdb.Workers.Work;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * What one caller wants done, in pieces that run on the workers. Interrupting the waiting caller,
 * or closing, cancels every piece. Nothing of it runs any more once {@link #close} returned.
 */
final class Call implements AutoCloseable {
  private static final long INTERRUPT_AGAIN_MILLIS = 20;

  private final Workers workers;
  private final List<Future<?>> pieces = new ArrayList<>();
  private final Set<Connection> inUse = new HashSet<>();
  private int running;
  private boolean cancelled;

  Call(Workers workers) {
    this.workers = workers;
  }

  /** Number of pieces that are worth having under way at a time. */
  int lookAhead() {
    return workers.threads() * 2;
  }

  /** Hands a piece to the workers. */
  synchronized <T> Future<T> submit(Work<T> work) {
    FutureTask<T> piece = new FutureTask<>(() -> run(work));
    if (cancelled) {
      piece.cancel(false);
    } else {
      pieces.removeIf(Future::isDone);
      pieces.add(piece);
      workers.execute(piece);
    }
    return piece;
  }

  private <T> T run(Work<T> work) throws Exception {
    Connection connection = workers.borrow();
    synchronized (this) {
      running++;
      inUse.add(connection);
    }
    try {
      requireLive();
      return work.run(connection);
    } finally {
      synchronized (this) {
        running--;
        inUse.remove(connection);
        notifyAll();
      }
      workers.giveBack(connection);
    }
  }

  /** A connection that lasts beyond one piece and is interrupted with this call. */
  Connection connect() {
    Connection connection = workers.connect();
    synchronized (this) {
      inUse.add(connection);
    }
    return connection;
  }

  /** Ends a connection of {@link #connect}. */
  void disconnect(Connection connection) {
    synchronized (this) {
      inUse.remove(connection);
    }
    connection.close();
  }

  /** Throws CANCELLED once the call is cancelled; pieces ask this between batches. */
  synchronized void requireLive() {
    if (cancelled) {
      throw cancelled();
    }
  }

  /** Waits for a piece. Its failure is thrown; an interrupted caller gets CANCELLED. */
  <T> T await(Future<T> piece) {
    requireNotInterrupted();
    try {
      return piece.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled();
    } catch (CancellationException e) {
      throw cancelled();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  /** Throws CANCELLED when the calling thread is interrupted. */
  static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled();
    }
  }

  static MillraceException cancelled() {
    return Problem.of(ErrorCode.CANCELLED, "the work was cancelled").asException();
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime
        ? runtime
        : new MillraceException(
            Problem.of(ErrorCode.INTERNAL, "the engine failed").found(cause), cause);
  }

  /** Cancels what is left and waits until nothing of this call runs. */
  @Override
  public void close() {
    boolean interrupted = false;
    synchronized (this) {
      cancelled = true;
      pieces.forEach(piece -> piece.cancel(false));
      while (running > 0) {
        // An interrupt is lost when it comes just before a statement starts: say it again.
        inUse.forEach(Connection::interrupt);
        try {
          wait(INTERRUPT_AGAIN_MILLIS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
