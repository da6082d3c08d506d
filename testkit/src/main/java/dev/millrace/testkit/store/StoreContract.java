package dev.millrace.testkit.store;

import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;

/** What the contracts of metadata stores have in common: a home of its own for every test. */
public abstract class StoreContract {
  /** One more process that has this test's home open, observed at its checkpoints. */
  protected abstract Stores open(Checkpoints checkpoints);

  /** One more process that has this test's home open. */
  protected final Stores open() {
    return open(Checkpoints.NONE);
  }

  /** Whatever a test did, the chain of events is whole; a test that breaks it overrides this. */
  @AfterEach
  protected void chainIsWhole() {
    Assertions.assertThat(open().events().verify()).isInstanceOf(ChainCheck.Whole.class);
  }
}
