package dev.millrace.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryStore;
import dev.millrace.testkit.store.RandomChanges;

/** A store answers any history as the reference in memory does, down to the chain's digest. */
public final class LikeMemory {
  private static final int STEPS = 1500;

  private LikeMemory() {}

  public static void assertAnsweredAlike(Stores stores) {
    Stores memory = new MemoryStore().open();
    RandomChanges first = new RandomChanges(stores, 42);
    RandomChanges second = new RandomChanges(memory, 42);
    for (int step = 0; step < STEPS; step++) {
      assertThat(first.step()).as("step " + step).isEqualTo(second.step());
    }
    assertThat(stores.events().verify()).isEqualTo(memory.events().verify());
    assertThat(stores.events().verify())
        .isInstanceOfSatisfying(
            ChainCheck.Whole.class, whole -> assertThat(whole.events()).isGreaterThan(300));
  }
}
