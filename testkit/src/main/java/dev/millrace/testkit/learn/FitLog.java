package dev.millrace.testkit.learn;

import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.FitProgress;
import java.util.ArrayList;
import java.util.List;

/** Lets a fit run and keeps what it says. */
public final class FitLog implements FitControl {
  private final int threads;
  private final long seed;
  private final int cancelAfter;
  private final List<FitProgress> progress = new ArrayList<>();

  private FitLog(int threads, long seed, int cancelAfter) {
    this.threads = threads;
    this.seed = seed;
    this.cancelAfter = cancelAfter;
  }

  /** A fit on this many threads with seed 1. */
  public static FitLog threads(int threads) {
    return new FitLog(threads, 1, Integer.MAX_VALUE);
  }

  /** A fit on one thread. */
  public static FitLog seed(long seed) {
    return new FitLog(1, seed, Integer.MAX_VALUE);
  }

  /** A fit that is cancelled once this many rounds are done. */
  public static FitLog cancelAfter(int rounds) {
    return new FitLog(1, 1, rounds);
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public boolean cancelled() {
    return progress.size() >= cancelAfter;
  }

  @Override
  public void progress(FitProgress done) {
    progress.add(done);
  }

  /** What was told, in order. */
  public List<FitProgress> told() {
    return List.copyOf(progress);
  }
}
