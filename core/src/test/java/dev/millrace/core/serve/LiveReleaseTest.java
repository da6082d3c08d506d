package dev.millrace.core.serve;

import static dev.millrace.core.serve.ServeCases.ANN;
import static dev.millrace.core.serve.ServeCases.LIVE;
import static dev.millrace.core.serve.ServeCases.NOON;
import static dev.millrace.core.serve.ServeCases.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoutes;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReleaseTest {
  @TempDir Path folder;

  @Test
  void sharesAreKeptAndWhoHadTheCandidateKeepsItAsItsShareGrows() {
    Stores stores = new MemoryStore().open();
    MemoryBlobs blobs = new MemoryBlobs(folder);
    ReleaseContent old = register(stores, blobs, -1, 1);
    ReleaseContent candidate = register(stores, blobs, 1, 2);
    ServedModels models = new ServedModels(blobs, TrafficTallies.NONE);
    LiveRelease small = release(models, ReleaseRoutes.split(old, candidate, 500));
    LiveRelease large = release(models, ReleaseRoutes.split(old, candidate, 5_000));
    LiveRelease whole = release(models, ReleaseRoutes.all(candidate));

    SplittableRandom random = new SplittableRandom(5);
    int few = 0;
    int many = 0;
    for (int i = 0; i < 100_000; i++) {
      long hash = random.nextLong();
      boolean first = small.route(hash).content().equals(candidate);
      boolean then = large.route(hash).content().equals(candidate);
      assertThat(first && !then).isFalse();
      assertThat(whole.route(hash).content()).isEqualTo(candidate);
      few += first ? 1 : 0;
      many += then ? 1 : 0;
    }
    assertThat(few).isBetween(4_700, 5_300);
    assertThat(many).isBetween(49_300, 50_700);
  }

  private static LiveRelease release(ServedModels models, ReleaseRoutes routes) {
    return new LiveRelease(
        new ReleaseEpoch(LIVE, 1, ReleaseChange.WIDEN, routes, ANN, "", NOON),
        routes.routes().stream().map(route -> models.load(LIVE, route.content())).toList());
  }
}
