package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.StartedRun;
import dev.millrace.spi.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract under contention: eight threads, half of them in another process's store. */
public abstract class StoreRaceContract extends StoreContract {
  private static final int THREADS = 8;

  @Test
  void oneOfAllGetsTheLease() throws Exception {
    List<Object> answers =
        race((stores, i) -> stores.runs().start(change("start" + i), start(i, owner(i))));

    assertThat(answers).filteredOn(StartedRun.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(ErrorCode.RUN_ACTIVE::equals).hasSize(THREADS - 1);
    assertThat(open().runQueries().list(PROJECT, RunPage.newest(100))).hasSize(1);
  }

  @Test
  void leasesPassedOnNeverOverlap() throws Exception {
    List<Object> answers =
        race(
            (stores, i) -> {
              int won = 0;
              for (int round = 0; round < 10; round++) {
                int number = 100 * i + round;
                try {
                  StartedRun run =
                      stores.runs().start(change("start" + number), start(number, owner(i)));
                  stores.runs().commit(change("stage" + number), run.lease(), made("s", "k", "v"));
                  stores.runs().finish(change("end" + number), run.lease(), RunEnd.done());
                  won++;
                } catch (MillraceException busy) {
                  assertThat(busy.code()).isEqualTo(ErrorCode.RUN_ACTIVE);
                }
              }
              return won;
            });

    int won = answers.stream().mapToInt(Integer.class::cast).sum();
    var runs = open().runQueries().list(PROJECT, RunPage.newest(100));
    assertThat(runs).hasSize(won).allMatch(run -> run.status() == RunStatus.DONE);
    assertThat(runs.stream().map(run -> run.epoch()).distinct()).hasSize(won);
    assertThat(runs.getFirst().epoch()).isEqualTo(won);
  }

  @Test
  void versionsHaveNoGapsAndNoTwins() throws Exception {
    int each = 5;
    List<Object> answers =
        race(
            (stores, i) ->
                IntStream.range(0, each)
                    .map(
                        k ->
                            stores
                                .registry()
                                .register(
                                    change("v" + i + "/" + k),
                                    registration("scorer" + i + "/" + k, i))
                                .version())
                    .boxed()
                    .toList());

    assertThat(answers.stream().<Object>flatMap(list -> ((List<?>) list).stream()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, THREADS * each).<Object>mapToObj(i -> i).toList());
  }

  @Test
  void oneKeyIsOneChange() throws Exception {
    List<Object> answers =
        race((stores, i) -> stores.registry().register(change("same"), registration("s", 1)));

    assertThat(answers.stream().distinct()).hasSize(1);
    assertThat(open().events().read(PROJECT, 0, 100)).hasSize(1);
  }

  @Test
  void oneOfAllChoosesTheChampion() throws Exception {
    for (int i = 1; i <= THREADS; i++) {
      open().registry().register(change("v" + i), registration("s" + i, i));
    }

    List<Object> answers =
        race(
            (stores, i) ->
                stores
                    .registry()
                    .choose(
                        change("choose" + i),
                        new ChampionRequest(
                            TIPS, i + 1, OptionalInt.empty(), ChampionChoice.Kind.PROMOTE)));

    assertThat(answers).filteredOn(ChampionChoice.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(ErrorCode.CONFLICT::equals).hasSize(THREADS - 1);
  }

  private static LeaseOwner owner(int i) {
    return new LeaseOwner("host", i, NOON);
  }

  /** Runs a task on every thread at once; a refusal counts as its code. */
  private List<Object> race(BiFunction<Stores, Integer, Object> task) throws Exception {
    List<Stores> processes = List.of(open(), open());
    CyclicBarrier together = new CyclicBarrier(THREADS);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        tasks.add(
            () -> {
              together.await();
              return task.apply(processes.get(number % processes.size()), number);
            });
      }
      List<Object> answers = new ArrayList<>();
      for (Future<Object> answer : threads.invokeAll(tasks)) {
        answers.add(answer(answer));
      }
      return answers;
    }
  }

  private static Object answer(Future<Object> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MillraceException refused) {
        return refused.code();
      }
      throw new AssertionError(e.getCause());
    }
  }
}
