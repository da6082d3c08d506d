package dev.millrace.core.serve.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that appends as fast as it can and says which records were acknowledged. */
final class LogVictim {
  private LogVictim() {}

  /** Arguments: folder, node, durability. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    LogSettings settings =
        LogSettings.DEFAULTS
            .withSegments(200_000, Duration.ofDays(1))
            .withDurability(Durability.valueOf(arguments[2]));
    PredictionLog log =
        PredictionLog.open(
            Path.of(arguments[0]),
            new NodeId(arguments[1]),
            settings,
            Sampling.EVERYTHING,
            InstantSource.system(),
            Thread.ofPlatform().daemon().factory());
    AtomicInteger next = new AtomicInteger();
    for (int thread = 0; thread < 3; thread++) {
      Thread.ofPlatform()
          .start(
              () -> {
                while (true) {
                  int number = next.getAndIncrement();
                  Fate fate =
                      log.append(
                          LogCases.prediction(number),
                          end -> {
                            if (end == Fate.KEPT) {
                              out.println(number);
                            }
                          });
                  if (fate != Fate.QUEUED) {
                    Thread.onSpinWait();
                  }
                }
              });
    }
  }
}
