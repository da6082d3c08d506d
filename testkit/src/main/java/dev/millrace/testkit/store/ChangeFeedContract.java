package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.registration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.ChangeFeed;
import dev.millrace.spi.store.Stores;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The contract of feeds of changes. */
public abstract class ChangeFeedContract {
  /** Nobody waits so long; it ends a test that has failed. */
  protected static final Duration LONG = Duration.ofSeconds(60);

  private static final Duration MOMENT = Duration.ofMillis(1);

  /** A feed of the home, as one more process would have it. */
  protected abstract ChangeFeed feed();

  /** The stores of a process of the same home. */
  protected abstract Stores stores();

  /** The stores of another home that is kept beside it. */
  protected abstract Stores others();

  @Test
  void aChangeIsToldOnce() throws InterruptedException {
    Stores stores = stores();
    try (ChangeFeed feed = feed()) {
      assertThat(feed.await(MOMENT)).isFalse();
      stores.registry().register(change("a"), registration("a", 1));
      assertThat(feed.await(LONG)).isTrue();
      assertThat(feed.await(MOMENT)).isFalse();
      stores.registry().register(change("b"), registration("b", 2));
      stores.registry().register(change("c"), registration("c", 3));
      assertThat(feed.await(LONG)).isTrue();
    }
  }

  @Test
  void whoWaitsIsWoken() throws Exception {
    Stores stores = stores();
    try (ChangeFeed feed = feed();
        ExecutorService waiter = Executors.newSingleThreadExecutor()) {
      Future<Boolean> told = waiter.submit(() -> feed.await(LONG));
      stores.registry().register(change("a"), registration("a", 1));
      assertThat(told.get()).isTrue();
    }
  }

  @Test
  void everyFeedIsToldAndReadingTellsNobody() throws InterruptedException {
    Stores stores = stores();
    try (ChangeFeed one = feed();
        ChangeFeed other = feed()) {
      stores.registry().register(change("a"), registration("a", 1));
      assertThat(one.await(LONG)).isTrue();
      assertThat(other.await(LONG)).isTrue();
      assertThat(stores.events().newest(StoreCases.PROJECT, 9)).hasSize(1);
      assertThat(one.await(MOMENT)).isFalse();
    }
  }

  @Test
  void changesOfAnotherHomeAreNotTold() throws InterruptedException {
    Stores others = others();
    try (ChangeFeed feed = feed()) {
      others.registry().register(change("a"), registration("a", 1));
      assertThat(feed.await(MOMENT)).isFalse();
    }
  }
}
