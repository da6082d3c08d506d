package dev.millrace.core.serve;

import dev.millrace.core.serve.log.Acknowledgement;
import dev.millrace.core.serve.log.Fate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits until the log has told what became of every prediction of one request. */
final class Keeping implements Acknowledgement {
  private final AtomicInteger waiting;
  private final AtomicInteger lost = new AtomicInteger();
  private final CompletableFuture<Integer> unkept = new CompletableFuture<>();

  Keeping(int rows) {
    this.waiting = new AtomicInteger(rows);
  }

  /** Takes what the log said of a row at once; {@link #settle} will tell of one that is queued. */
  void handedOver(Fate fate) {
    if (fate != Fate.QUEUED) {
      settle(fate);
    }
  }

  @Override
  public void settle(Fate fate) {
    if (fate.isLoss()) {
      lost.incrementAndGet();
    }
    if (waiting.decrementAndGet() == 0) {
      unkept.complete(lost.get());
    }
  }

  /** Number of rows that could not be kept, when it is known of all. */
  CompletableFuture<Integer> unkept() {
    return unkept;
  }
}
