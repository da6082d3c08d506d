package dev.millrace.learners.fit;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes over rows in blocks of a fixed size, on the calling thread and a bounded number of others.
 *
 * <p>Where a block begins depends on the number of rows alone, and what blocks yield is put
 * together in block order: results have the same bits for any number of threads. One pass at a
 * time; owned by one fit.
 */
public final class RowBlocks implements AutoCloseable {
  /** Rows of a block unless a pass says otherwise. */
  public static final int SIZE = 1 << 13;

  /** Work on one block; blocks run in any order and at the same time. */
  @FunctionalInterface
  public interface Body {
    void rows(int block, int from, int to);
  }

  /** A sum over the rows of one block. */
  @FunctionalInterface
  public interface Sum {
    double rows(int from, int to);
  }

  private final int threads;
  private final ExecutorService pool;

  /**
   * Blocks worked on by this many threads.
   *
   * @param threads at least 1; the calling thread is one of them
   */
  public RowBlocks(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread, got " + threads);
    }
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            Thread.ofPlatform().name("millrace-fit-", 1).daemon().factory());
  }

  /** Number of blocks of this size. */
  public static int count(int rows, int size) {
    return (int) (((long) rows + size - 1) / size);
  }

  /** Works on every block once and returns when all are done; the first failure is thrown. */
  public void run(int rows, int size, Body body) {
    int blocks = count(rows, size);
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          try {
            for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
              int from = b * size;
              body.rows(b, from, (int) Math.min(rows, (long) from + size));
            }
          } catch (RuntimeException | Error e) {
            next.set(blocks);
            throw e;
          }
        };
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, blocks); i++) {
      others.add(pool.submit(worker));
    }
    try {
      worker.run();
    } finally {
      others.forEach(RowBlocks::await);
    }
  }

  /** Works on blocks of {@link #SIZE} rows. */
  public void run(int rows, Body body) {
    run(rows, SIZE, body);
  }

  /** The sum over all rows: within a block as the body adds, then block after block. */
  public double sum(int rows, Sum body) {
    double[] parts = new double[count(rows, SIZE)];
    run(rows, SIZE, (block, from, to) -> parts[block] = body.rows(from, to));
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  private static void await(Future<?> other) {
    try {
      other.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(ErrorCode.TRAINING_CANCELLED, "the training thread was interrupted")
          .asException();
    }
  }

  /** Lets the threads go. Work must have ended. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
