package dev.millrace.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.sql.ReaderPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite is called on a few platform threads, however many ask, and virtual ones too. */
final class NativeThreadsTest {
  private static final int CALLERS = 40;

  @TempDir Path folder;

  @Test
  void readersOfAnyKindShareThePoolsThreads() throws Exception {
    Path database = folder.resolve("millrace.db");
    SqliteStore.open(database, SqliteSettings.DEFAULTS, Checkpoints.NONE).close();
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    try (ReaderPool readers =
            new ReaderPool(new SqliteConnections(database, SqliteSettings.DEFAULTS), 2);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        waiting.add(
            callers.submit(() -> readers.read(session -> used.add(Thread.currentThread()))));
      }
      for (Future<?> each : waiting) {
        each.get();
      }
    }
    assertThat(used).hasSizeBetween(1, 2).noneMatch(Thread::isVirtual);
  }
}
