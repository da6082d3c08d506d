package dev.millrace.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What each part of a home's programs may use of the machine at most, and what that adds up to.
 * Parts within a heap are shown and not added: the heap holds them.
 */
final class BudgetTable {
  private static final long QUALITY = 150L << 20;
  private static final long TRAINING_ENGINE = 1L << 30;
  private static final long COMPACT_ENGINE = 512L << 20;
  private static final int METADATA_THREADS = 3;

  /** Whether the memory of a part is its own. */
  private enum Memory {
    OWN,
    IN_HEAP
  }

  private record Part(String name, String threads, long bytes, Memory memory) {
    HealthCheck check() {
      String size = bytes == 0 ? "" : ", " + megabytes(bytes) + " of memory";
      return HealthCheck.good(
          "budget " + name,
          threads + size + (memory == Memory.IN_HEAP && bytes > 0 ? ", within the heap" : ""));
    }
  }

  private final List<Part> parts = new ArrayList<>();

  BudgetTable(HomeConfig home, ServeConfig server) {
    int processors = Runtime.getRuntime().availableProcessors();
    long heap = Runtime.getRuntime().maxMemory();
    long loops = server.server().eventLoops().orElse((long) processors);
    add("server", "see its parts", heap, Memory.OWN);
    add(
        "server http",
        loops + " event loops, " + server.server().limits().inFlight() + " requests at once",
        server.server().limits().bodies(),
        Memory.IN_HEAP);
    add(
        "server work",
        server.server().work().atOnce() + " requests at once, each on a virtual thread",
        0,
        Memory.IN_HEAP);
    add("server log", "2 threads", 2L * server.log().settings().queueBytes(), Memory.IN_HEAP);
    add("server watch", "4 threads", QUALITY, Memory.IN_HEAP);
    add("metadata", METADATA_THREADS + " threads in each process", 0, Memory.IN_HEAP);
    if (server.log().compact().every().isPresent()) {
      add(
          "compacting",
          "1 thread in a process of its own",
          heap + home.engineMemory().orElse(COMPACT_ENGINE),
          Memory.OWN);
    }
    add(
        "runs",
        "all together " + home.budget().cores() + " processors, others wait in the queue",
        runs(home, heap),
        Memory.OWN);
  }

  /** As the file says; else what one run can take, since others wait for it. */
  private static long runs(HomeConfig home, long heap) {
    return home.budgetMemory()
        .orElseGet(
            () ->
                heap
                    + home.engineMemoryHere()
                    + home.trainingMemory().orElse(heap)
                    + home.engineMemory().orElse(TRAINING_ENGINE));
  }

  private void add(String name, String threads, long bytes, Memory memory) {
    parts.add(new Part(name, threads, bytes, memory));
  }

  /** A line for each part, and one for what they are together. */
  List<HealthCheck> checks() {
    List<HealthCheck> checks = new ArrayList<>(parts.stream().map(Part::check).toList());
    long own = sum(Memory.OWN);
    long within = sum(Memory.IN_HEAP);
    long machine = MachineSize.memory();
    long heap = Runtime.getRuntime().maxMemory();
    checks.add(
        told(
            own <= machine,
            megabytes(own) + " at most, of " + megabytes(machine) + " of the machine",
            "; the machine runs out when all of it is used at once: lower 'budget.memory',"
                + " 'engine.memory' or 'training.memory' in home.yaml"));
    checks.add(
        told(
            within <= heap,
            megabytes(within) + " within the server's heap of " + megabytes(heap),
            "; raise the heap, or lower 'server.limits.bodies' in server.yaml"));
    return checks;
  }

  private static HealthCheck told(boolean fits, String found, String otherwise) {
    return fits
        ? HealthCheck.good("budget sum", found)
        : HealthCheck.warn("budget sum", found + otherwise);
  }

  private long sum(Memory memory) {
    return parts.stream().filter(part -> part.memory() == memory).mapToLong(Part::bytes).sum();
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
  }
}
