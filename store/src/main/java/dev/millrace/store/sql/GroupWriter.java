package dev.millrace.store.sql;

import dev.millrace.spi.store.Checkpoints;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a process that writes. Changes that wait at the same time share a commit, each
 * under its own savepoint: one that is refused takes no other with it.
 *
 * <p>When the connection is lost before the commit, nothing was written, and the group is written
 * once more on a new one. When it is lost in the commit, nobody knows what was written: the callers
 * are told so.
 */
final class GroupWriter implements AutoCloseable {
  private final LinkedBlockingQueue<WriteJob<?>> queue = new LinkedBlockingQueue<>();

  /** Ends the thread; needs no database, which may be gone by then. */
  private final WriteJob<Boolean> last = new WriteJob<>(_ -> true);

  private final Database database;
  private final int groupSize;
  private final Checkpoints checkpoints;
  private final UnaryOperator<Throwable> failures;
  private final Thread thread;
  private @Nullable SqlSession session; // of the writing thread; absent after it was lost
  private boolean closed; // guarded by queue

  /** {@code failures} turns what the database threw into what callers see. */
  GroupWriter(
      Database database,
      SqlSession session,
      int groupSize,
      Checkpoints checkpoints,
      UnaryOperator<Throwable> failures) {
    this.database = database;
    this.session = session;
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
    synchronized (queue) {
      if (closed) {
        return;
      }
      closed = true;
      queue.add(last);
    }
    Answers.await(last.answer());
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
    boolean ending = false;
    while (!ending) {
      group.clear();
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        continue; // only close() ends this thread
      }
      queue.drainTo(group, groupSize - 1);
      ending = group.remove(last);
      try {
        write(group);
      } catch (NotWrittenException e) {
        unanswered(group).forEach(this::writeAlone);
      } catch (RuntimeException | Error e) { // whatever happens, nobody waits for ever
        group.forEach(job -> job.fail(e));
      }
    }
    end();
  }

  private void end() {
    try {
      if (session != null) {
        session.close();
      }
      last.answer().complete(true);
    } catch (RuntimeException | Error e) {
      last.fail(e);
    }
  }

  private void writeAlone(WriteJob<?> job) {
    try {
      write(List.of(job));
    } catch (NotWrittenException e) {
      job.fail(failures.apply(e.failure));
    }
  }

  private void write(List<WriteJob<?>> group) throws NotWrittenException {
    try {
      writeOnce(group);
    } catch (NotWrittenException e) {
      if (!database.isLost(e.failure)) {
        throw e;
      }
      writeOnNewConnection(unanswered(group));
    }
  }

  private void writeOnNewConnection(List<WriteJob<?>> group) throws NotWrittenException {
    try {
      writeOnce(group);
    } catch (NotWrittenException e) {
      if (!database.isLost(e.failure)) {
        throw e;
      }
      Throwable failure = failures.apply(e.failure);
      unanswered(group).forEach(job -> job.fail(failure));
    }
  }

  private void writeOnce(List<WriteJob<?>> group) throws NotWrittenException {
    if (group.isEmpty()) {
      return;
    }
    boolean committing = false;
    try {
      SqlSession open = openSession();
      database.beginWrite(open);
      if (group.size() == 1) {
        if (isRefused(open, group.getFirst())) {
          open.execute("ROLLBACK");
          return;
        }
      } else {
        open.execute("SAVEPOINT change");
        for (WriteJob<?> job : group) {
          if (!job.equals(group.getFirst())) {
            database.nextSavepoint(open);
          }
          if (isRefused(open, job)) {
            open.execute("ROLLBACK TO change");
          }
        }
      }
      group.forEach(job -> job.beforeCommit(checkpoints));
      committing = true;
      open.execute("COMMIT");
    } catch (NotWrittenException e) {
      giveUp(e.failure);
      throw e;
    } catch (RuntimeException | Error e) {
      giveUp(e);
      if (!database.isLost(e)) {
        Throwable failure = SqlFailedException.isCauseOf(e) ? failures.apply(e) : e;
        group.forEach(job -> job.fail(failure));
        return;
      }
      if (!committing) {
        throw new NotWrittenException(e);
      }
      Throwable doubt = database.inDoubt(e);
      group.forEach(job -> job.fail(doubt));
      return;
    }
    group.forEach(job -> job.committed(checkpoints));
  }

  /**
   * Does the work of a job, and tells it when it is refused: that concerns the job alone. After a
   * failure of the database the whole transaction is in doubt.
   */
  private static boolean isRefused(SqlSession open, WriteJob<?> job) throws NotWrittenException {
    try {
      job.run(open);
      return false;
    } catch (RuntimeException | Error e) {
      if (SqlFailedException.isCauseOf(e)) {
        throw new NotWrittenException(e);
      }
      job.fail(e);
      return true;
    }
  }

  private SqlSession openSession() {
    SqlSession open = session;
    if (open == null) {
      try {
        open = new SqlSession(database.openWriter());
      } catch (SQLException e) {
        throw new SqlFailedException(e);
      }
      session = open;
    }
    return open;
  }

  /** Ends the transaction; a connection that is lost is not used again. */
  private void giveUp(Throwable cause) {
    SqlSession open = session;
    if (open == null) {
      return;
    }
    try {
      if (!database.isLost(cause)) {
        open.execute("ROLLBACK");
        return;
      }
    } catch (SqlFailedException e) {
      cause.addSuppressed(e); // after some failures SQLite has rolled back by itself
      if (!database.isLost(e)) {
        return;
      }
    }
    session = null;
    try {
      open.close();
    } catch (SqlFailedException e) {
      cause.addSuppressed(e);
    }
  }

  private static List<WriteJob<?>> unanswered(List<WriteJob<?>> group) {
    return group.stream().filter(job -> !job.isAnswered()).toList();
  }

  /** The database failed in one job of a group, or its connection was lost: nothing is written. */
  private static final class NotWrittenException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Throwable failure;

    NotWrittenException(Throwable failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
