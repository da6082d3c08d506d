package dev.millrace.core.serve;

import static dev.millrace.core.serve.ServeCases.LIVE;
import static dev.millrace.core.serve.ServeCases.NOON;
import static dev.millrace.core.serve.ServeCases.TIPS;
import static dev.millrace.core.serve.ServeCases.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionIds;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.Sampling;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoutes;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request counts for its model until its predictions are kept. */
class PredictorTest {
  private static final byte[] ROW = "{\"rows\": [{\"fare\": 1}]}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void noMoreRequestsOfAModelAreAnsweredAtOnceThanMay() throws Exception {
    Stores stores = new MemoryStore().open();
    MemoryBlobs blobs = new MemoryBlobs(folder.resolve("blobs"));
    ReleaseContent content = register(stores, blobs, 1, 1);
    LiveReleases live = new LiveReleases(EnvironmentName.PRODUCTION);
    live.swap(
        new LiveRelease(
            new ReleaseEpoch(
                LIVE,
                1,
                ReleaseChange.PROMOTE,
                ReleaseRoutes.all(content),
                ServeCases.ANN,
                "",
                NOON),
            List.of(new ServedModels(blobs, TrafficTallies.NONE).load(LIVE, content))));
    CountDownLatch writes = new CountDownLatch(1);
    try (PredictionLog log =
        PredictionLog.open(
            folder.resolve("log"),
            new NodeId("one"),
            LogSettings.DEFAULTS,
            Sampling.EVERYTHING,
            () -> NOON,
            writer -> Thread.ofPlatform().daemon().unstarted(() -> after(writes, writer)))) {
      Predictor predictor =
          new Predictor(
              live,
              log,
              new PredictionIds(new Random(1)),
              new Shadows(Runnable::run),
              new PredictSettings(10, 2, Fallback.OFF, Exploration.NONE),
              () -> NOON,
              () -> 0);
      Predicted first = predictor.predict(TIPS, ROW, RequestHeaders.NONE);
      Predicted second = predictor.predict(TIPS, ROW, RequestHeaders.NONE);
      assertThat(refused(predictor, ROW).code()).isEqualTo(ErrorCode.MODEL_BUSY);
      assertThat(refused(predictor, "{}".getBytes(StandardCharsets.UTF_8)).code())
          .as("busy is told before anything is read")
          .isEqualTo(ErrorCode.MODEL_BUSY);
      writes.countDown();
      assertThat(first.unkept().get()).isZero();
      assertThat(second.unkept().get()).isZero();
      for (int i = 0; i < 5; i++) {
        assertThat(refused(predictor, "{}".getBytes(StandardCharsets.UTF_8)).code())
            .as("what is refused gives its place back")
            .isEqualTo(ErrorCode.ROW_INVALID);
      }
      assertThat(predictor.predict(TIPS, ROW, RequestHeaders.NONE).unkept().get()).isZero();
    }
  }

  private static MillraceException refused(Predictor predictor, byte[] body) {
    return catchThrowableOfType(
        MillraceException.class, () -> predictor.predict(TIPS, body, RequestHeaders.NONE));
  }

  private static void after(CountDownLatch latch, Runnable work) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    work.run();
  }
}
