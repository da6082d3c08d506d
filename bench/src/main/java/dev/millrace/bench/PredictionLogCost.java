package dev.millrace.bench;

import com.sun.management.ThreadMXBean;
import dev.millrace.core.serve.log.Acknowledgement;
import dev.millrace.core.serve.log.Durability;
import dev.millrace.core.serve.log.Fate;
import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.PredictionIds;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.Sampling;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.spi.id.ModelName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Processor time and memory of the prediction log per record, at a fixed rate from one thread, the
 * producer's part and the writer's apart. Arguments: folder, records a second, seconds.
 */
public final class PredictionLogCost {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final byte[] BODY =
      ("{\"trip_miles\":3.7,\"trip_seconds\":840,\"pickup_community_area\":8,\"dropoff_area\":32,\"payment_type\":\"Credit"
           + " Card\",\"company\":\"Blue Ribbon Taxi Association Inc.\","
           + "\"trip_start_hour\":18,\"trip_start_day\":5,\"trip_start_month\":11,"
           + "\"pickup_latitude\":41.899602111,\"pickup_longitude\":-87.633308037,"
           + "\"dropoff_latitude\":41.877406123,\"dropoff_longitude\":-87.621971652,"
           + "\"fare\":12.25,\"tolls\":0,\"extras\":1.5}")
          .getBytes(StandardCharsets.UTF_8);

  private PredictionLogCost() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int rate = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    for (Durability durability : Durability.values()) {
      for (int round = 0; round < 2; round++) {
        measure(Files.createTempDirectory(folder, "log-"), durability, rate, seconds);
      }
    }
  }

  private static void measure(Path folder, Durability durability, int rate, int seconds) {
    Thread[] writer = new Thread[1];
    LongAdder told = new LongAdder();
    Acknowledgement acknowledgement = fate -> told.increment();
    PredictionIds ids = new PredictionIds(new SplittableRandom(System.nanoTime()));
    PredictionLog log =
        PredictionLog.open(
            folder,
            NodeId.of(ids.next(1)),
            LogSettings.DEFAULTS.withDurability(durability),
            Sampling.EVERYTHING,
            InstantSource.system(),
            work -> {
              Thread thread = Thread.ofPlatform().daemon().unstarted(work);
              writer[0] = writer[0] == null ? thread : writer[0];
              return thread;
            });
    ServedVersion served = new ServedVersion(new ModelName("chicago-taxi"), 12, 3);
    Optional<String> decision = Optional.of("yes");
    long total = (long) rate * seconds;
    long lost = 0;
    long start = System.nanoTime();
    long cpu = 0;
    long memory = 0;
    long writerCpu = THREADS.getThreadCpuTime(writer[0].threadId());
    long done = 0;
    while (done < total) {
      // A millisecond's records at once, as an event loop finds them.
      int burst = Math.max(1, rate / 1_000);
      long before = THREADS.getCurrentThreadCpuTime();
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < burst; i++) {
        long micros = 1_700_000_000_000_000L + done;
        PredictionId id = ids.next(micros);
        Fate fate =
            log.append(
                new LoggedPrediction(
                    id,
                    micros,
                    served,
                    RowJson.view(BODY, 0, BODY.length),
                    ScoreVector.owning(new double[] {0.25, 0.75}),
                    decision,
                    1,
                    Optional.empty(),
                    List.of()),
                acknowledgement);
        lost += fate == Fate.QUEUED ? 0 : 1;
      }
      cpu += THREADS.getCurrentThreadCpuTime() - before;
      memory += THREADS.getCurrentThreadAllocatedBytes() - allocated;
      done += burst;
      long due = start + done * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
    writerCpu = THREADS.getThreadCpuTime(writer[0].threadId()) - writerCpu;
    double wall = (System.nanoTime() - start) / 1e9;
    log.close();
    System.out.printf(
        Locale.ROOT,
        "%-8s %,d records, %,.0f/s: producer %.0f ns and %d bytes a record, writer %.0f ns a"
            + " record; %,d groups, %d lost, %,d told%n",
        durability,
        done,
        done / wall,
        (double) cpu / done,
        memory / done,
        (double) writerCpu / done,
        log.predictionCounts().groups(),
        lost,
        told.sum());
  }
}
