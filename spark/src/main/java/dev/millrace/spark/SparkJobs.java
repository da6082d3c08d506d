package dev.millrace.spark;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs Spark jobs for the calling thread; an interrupt ends them. Thread-safe. */
final class SparkJobs {
  /** Names jobs apart, whichever engine of this JVM they are of. */
  private static final AtomicLong SCANS = new AtomicLong();

  private final JavaSparkContext context;

  SparkJobs(JavaSparkContext context) {
    this.context = context;
  }

  /** Runs work that submits jobs, with failures as the engine's contract names them. */
  <T> T run(Callable<T> work) {
    requireNotInterrupted();
    String tag = "millrace-scan-" + SCANS.incrementAndGet();
    context.addJobTag(tag);
    try {
      T result = work.call();
      requireNotInterrupted();
      return result;
    } catch (Exception e) {
      context.cancelJobsWithTag(tag);
      throw failure(e);
    } finally {
      context.removeJobTag(tag);
    }
  }

  static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled();
    }
  }

  private static RuntimeException failure(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof MillraceException told) {
        return told;
      }
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return cancelled();
      }
      if (cause instanceof OutOfMemoryError) {
        return new MillraceException(
            Problem.of(ErrorCode.MEMORY_LIMIT, "a Spark task ran out of memory")
                .next("Give the executors more memory, or fewer cores each."),
            thrown);
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      return cancelled();
    }
    return new MillraceException(
        Problem.of(ErrorCode.ENGINE_FAILED, "a Spark job failed").found(thrown), thrown);
  }

  private static MillraceException cancelled() {
    return Problem.of(ErrorCode.CANCELLED, "the scan was interrupted").asException();
  }
}
