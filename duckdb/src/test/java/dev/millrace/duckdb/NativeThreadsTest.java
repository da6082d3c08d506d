package dev.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.duckdb.capi.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** DuckDB is called on a few platform threads, however many ask, and virtual ones too. */
class NativeThreadsTest {
  private static final int CALLERS = 40;

  @Test
  void callersOfAnyKindShareTheWorkersThreads() throws Exception {
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    try (Database database = new Database();
        Workers workers = new Workers(database, 2);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        waiting.add(callers.submit(() -> ask(workers, used)));
      }
      for (Future<?> each : waiting) {
        each.get();
      }
    }
    assertThat(used).hasSizeBetween(1, 2).noneMatch(Thread::isVirtual);
  }

  private static boolean ask(Workers workers, Set<Thread> used) {
    try (Call call = workers.call()) {
      return call.await(
          call.submit(
              connection -> {
                connection.execute("SELECT 1");
                return used.add(Thread.currentThread());
              }));
    }
  }
}
