package dev.millrace.store.sqlite;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.sql.SqlFailedException;
import dev.millrace.store.sql.SqlSession;
import dev.millrace.store.sql.WriteTransaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The one thread of a process that writes. Changes that wait at the same time share a commit, each
 * under its own savepoint: one that is refused takes no other with it.
 */
final class GroupWriter implements AutoCloseable {
  private final LinkedBlockingQueue<WriteJob<?>> queue = new LinkedBlockingQueue<>();
  private final SqlSession session;
  private final int groupSize;
  private final Checkpoints checkpoints;
  private final UnaryOperator<Throwable> failures;
  private final Thread thread;
  private boolean closed; // guarded by queue
  private boolean ending; // of the writing thread

  /** {@code failures} turns what the database threw into what callers see. */
  GroupWriter(
      Connection connection,
      int groupSize,
      Checkpoints checkpoints,
      UnaryOperator<Throwable> failures) {
    this.session = new SqlSession(connection);
    this.groupSize = groupSize;
    this.checkpoints = checkpoints;
    this.failures = failures;
    this.thread =
        Thread.ofPlatform().name("millrace-metadata-writer").daemon().unstarted(this::run);
  }

  GroupWriter start() {
    thread.start();
    return this;
  }

  /** Waits until the change is durable, or was refused. */
  <T> T write(Function<WriteTransaction, T> work) {
    return Answers.await(enqueue(work).answer());
  }

  /** Lets the changes that wait go through, then ends. */
  @Override
  public void close() {
    WriteJob<Boolean> last;
    synchronized (queue) {
      if (closed) {
        return;
      }
      last = enqueue(write -> ending = true);
      closed = true;
    }
    Answers.await(last.answer());
    session.close();
  }

  /** Callers wait for their jobs, so that there are never more jobs than callers. */
  private <T> WriteJob<T> enqueue(Function<WriteTransaction, T> work) {
    WriteJob<T> job = new WriteJob<>(work);
    synchronized (queue) {
      if (closed) {
        throw new RejectedExecutionException("the metadata store is closed");
      }
      queue.add(job);
    }
    return job;
  }

  private void run() {
    List<WriteJob<?>> group = new ArrayList<>();
    while (!ending) {
      group.clear();
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        continue; // only close() ends this thread
      }
      queue.drainTo(group, groupSize - 1);
      try {
        write(group);
      } catch (WorkFailedException e) {
        group.stream().filter(job -> !job.isAnswered()).forEach(this::writeAlone);
      } catch (RuntimeException | Error e) { // whatever happens, nobody waits for ever
        group.forEach(job -> job.fail(e));
      }
    }
  }

  private void writeAlone(WriteJob<?> job) {
    try {
      write(List.of(job));
    } catch (WorkFailedException e) {
      job.fail(failures.apply(e.failure));
    }
  }

  private void write(List<WriteJob<?>> group) throws WorkFailedException {
    try {
      session.execute("BEGIN IMMEDIATE");
      for (WriteJob<?> job : group) {
        work(job);
      }
      group.forEach(job -> job.beforeCommit(checkpoints));
      session.execute("COMMIT");
    } catch (WorkFailedException e) {
      rollBack(e);
      throw e;
    } catch (RuntimeException | Error e) {
      rollBack(e);
      Throwable failure = SqliteFailures.isDatabase(e) ? failures.apply(e) : e;
      group.forEach(job -> job.fail(failure));
      return;
    }
    group.forEach(job -> job.committed(checkpoints));
  }

  /**
   * Refusals concern the job alone; after a failure of the database the whole transaction is in
   * doubt.
   */
  private void work(WriteJob<?> job) throws WorkFailedException {
    session.execute("SAVEPOINT change");
    try {
      job.run(session);
    } catch (RuntimeException | Error e) {
      if (SqliteFailures.isDatabase(e)) {
        throw new WorkFailedException(e);
      }
      session.execute("ROLLBACK TO change");
      job.fail(e);
    }
    session.execute("RELEASE change");
  }

  private void rollBack(Throwable cause) {
    try {
      session.execute("ROLLBACK");
    } catch (SqlFailedException e) {
      cause.addSuppressed(e); // after some failures SQLite has rolled back by itself
    }
  }

  /** The database failed within one job of a group. */
  private static final class WorkFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Throwable failure;

    WorkFailedException(Throwable failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
