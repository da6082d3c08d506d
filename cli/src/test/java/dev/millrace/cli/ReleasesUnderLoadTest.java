package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.store.ReleaseEpoch;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand requests while what is live changes ten times: nobody notices. */
@Tag("process")
class ReleasesUnderLoadTest {
  private static final int CLIENTS = 4;
  private static final int REQUESTS = 25_000;
  private static final int ROUNDS = 5;

  @Test
  void noRequestFailsAndEveryAnswerIsOfItsEpoch(@TempDir Path folder) throws Exception {
    Map<Long, Integer> answered = new ConcurrentHashMap<>();
    AtomicLong done = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    try (LiveHome live = LiveHome.start(folder);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      var _ = live.registerAgain(2);
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        running.add(clients.submit(() -> ask(live, answered, done, failed)));
      }
      for (int round = 0; round < ROUNDS; round++) {
        waitFor(done, (2L * round + 1) * CLIENTS * REQUESTS / (2 * ROUNDS + 1));
        live.propose(2, ReleaseStrategy.IMMEDIATE);
        waitFor(done, (2L * round + 2) * CLIENTS * REQUESTS / (2 * ROUNDS + 1));
        var _ =
            new Releases(live.stores(), live.home().store().blobs())
                .apply(
                    live.change("back"),
                    LiveHome.LIVE,
                    new ReleaseEvent.RollBack(OptionalInt.empty(), "rehearsal"));
      }
      for (Future<?> client : running) {
        client.get();
      }
      List<ReleaseEpoch> epochs =
          live.stores().serving().releases().list(Users.PROJECT, LiveHome.LIVE, 100);

      assertThat(failed.get()).isZero();
      assertThat(done.get()).isEqualTo((long) CLIENTS * REQUESTS);
      assertThat(epochs).hasSize(1 + 2 * ROUNDS);
      answered.forEach(
          (epoch, version) ->
              assertThat(
                      epochs
                          .get(epochs.size() - epoch.intValue())
                          .routes()
                          .routes()
                          .get(0)
                          .content()
                          .version())
                  .as("version of epoch " + epoch)
                  .isEqualTo(version));
      assertThat(answered).as("epochs seen by clients").hasSizeGreaterThan(ROUNDS);
    }
  }

  private static void waitFor(AtomicLong done, long wanted) {
    while (done.get() < wanted) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static boolean ask(
      LiveHome live, Map<Long, Integer> answered, AtomicLong done, AtomicLong failed) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          live.request(
              "/api/v1/models/small/predict", "{\"rows\": [{\"x\": 1, \"kind\": \"ok\"}]}");
      for (int i = 0; i < REQUESTS; i++) {
        var answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200) {
          JsonObject json = JsonObject.of(JsonReader.read(answer.body()));
          Integer other = answered.putIfAbsent(json.whole("epoch"), json.integer("version"));
          if (other != null && other != json.integer("version")) {
            failed.incrementAndGet();
          }
        } else {
          failed.incrementAndGet();
        }
        done.incrementAndGet();
      }
      return true;
    } catch (java.io.IOException e) {
      failed.incrementAndGet();
      done.addAndGet(REQUESTS);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
