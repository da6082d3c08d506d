package dev.millrace.core.serve;

import dev.millrace.scorer.Scores;
import dev.millrace.spi.store.ReleaseTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The shadows of a server. One thread scores for all of them, beside those that answer; what it
 * cannot keep up with is passed over, so that no answer ever waits for it. Thread-safe.
 */
public final class Shadows {
  private static final int WAITING = 256;

  /** Bytes of requests that wait. */
  private static final long MOST_BYTES = 64 << 20;

  private final Map<ReleaseTarget, Shadow> shadows = new ConcurrentHashMap<>();
  private final AtomicLong waiting = new AtomicLong();
  private final Executor executor;

  /**
   * @param executor scores; throws RejectedExecutionException for what there is no time for
   */
  public Shadows(Executor executor) {
    this.executor = executor;
  }

  /** A thread of its own with a queue of a fixed length; whoever takes it closes it. */
  public static ExecutorService thread() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING),
        Thread.ofPlatform().name("millrace-shadow").daemon().factory());
  }

  Optional<Shadow> find(ReleaseTarget target) {
    return Optional.ofNullable(shadows.get(target));
  }

  void begin(ReleaseTarget target, Shadow shadow) {
    shadows.put(target, shadow);
  }

  void end(ReleaseTarget target) {
    shadows.remove(target);
  }

  /** Takes note of an answer, if a shadow is to be compared with it. */
  void answered(
      ReleaseTarget target,
      long hash,
      PredictRequest request,
      Scores scores,
      List<Integer> decisions) {
    Shadow shadow = shadows.get(target);
    if (shadow == null || !shadow.takes(hash)) {
      return;
    }
    int bytes = request.size();
    if (waiting.addAndGet(bytes) > MOST_BYTES) {
      waiting.addAndGet(-bytes);
      shadow.pass();
      return;
    }
    try {
      executor.execute(
          () -> {
            try {
              shadow.compare(request, scores, decisions);
            } finally {
              waiting.addAndGet(-bytes);
            }
          });
    } catch (RejectedExecutionException behind) {
      waiting.addAndGet(-bytes);
      shadow.pass();
    }
  }
}
