package dev.millrace.store;

import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.registration;

import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process in which ten clients write at once and say so after each write. Arguments: the home,
 * the name of the process, and the PostgreSQL database, or nothing.
 */
final class WritingProcess {
  static final int CLIENTS = 10;
  static final int WRITES = 20;

  private WritingProcess() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (LocalStore store = KillVictim.open(Path.of(arguments[0]), arguments[2]);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      out.println("ready");
      // Both processes begin together: when their input ends.
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
      List<Future<?>> ends = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String name = arguments[1] + "-" + client;
        ends.add(clients.submit(() -> write(store, name, out)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }

  private static void write(LocalStore store, String name, PrintStream out) {
    for (int i = 0; i < WRITES; i++) {
      String key = name + "-" + i;
      if (i % 2 == 0) {
        int version =
            store.stores().registry().register(change(key), registration(key, i)).version();
        out.println("version " + version + " " + key);
      } else {
        store
            .stores()
            .evidence()
            .append(
                change(key), new Evidence(digest("all"), new EvidenceKind("report"), digest(key)));
        out.println("evidence " + PROJECT + " " + key);
      }
    }
  }
}
