package dev.millrace.store.sql;

import dev.millrace.spi.store.Checkpoints;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One change on its way through the writer; run by the writer alone, awaited by its caller. */
final class WriteJob<T> {
  private final Function<WriteTransaction, T> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable WriteTransaction transaction;
  private @Nullable T value;

  WriteJob(Function<WriteTransaction, T> work) {
    this.work = work;
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  /** True when the caller has its answer already: it was refused. */
  boolean isAnswered() {
    return answer.isDone();
  }

  /** Does the work; may be called again after a rollback. */
  void run(SqlSession session) {
    transaction = new WriteTransaction(session);
    value = work.apply(transaction);
  }

  void beforeCommit(Checkpoints checkpoints) {
    if (transaction != null && !isAnswered()) {
      transaction.beforeCommit(checkpoints);
    }
  }

  /** Answers, unless a checkpoint throws: the change is durable then, and its caller gone. */
  void committed(Checkpoints checkpoints) {
    if (transaction == null || isAnswered()) {
      return;
    }
    try {
      transaction.afterCommit(checkpoints);
      answer.complete(value);
    } catch (RuntimeException | Error crash) {
      fail(crash);
    }
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }
}
