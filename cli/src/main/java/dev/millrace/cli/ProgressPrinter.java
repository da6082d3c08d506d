package dev.millrace.cli;

import dev.millrace.core.flow.RunListener;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Shows a run as it happens on standard error: a line that redraws itself on a terminal, plain
 * lines elsewhere. Called by one thread at a time.
 */
final class ProgressPrinter implements RunListener {
  private final Terminal terminal;
  private final InstantSource clock;
  private long stageStarted;
  private long lastShown;

  ProgressPrinter(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void runStarted(RunId run) {
    terminal.err().println("run " + run.brief());
  }

  @Override
  public void stageStarted(StageName stage) {
    stageStarted = clock.millis();
    lastShown = stageStarted;
    if (terminal.live()) {
      terminal.err().print("\r\u001b[K  ... " + stage);
      terminal.err().flush();
    }
  }

  @Override
  public void stageProgress(StageName stage, long done, long total, String unit, String note) {
    long now = clock.millis();
    long every = terminal.live() ? 100 : 2000;
    if (now - lastShown < every && done != total) {
      return;
    }
    lastShown = now;
    double seconds = Math.max(0.001, (now - stageStarted) / 1000.0);
    double rate = done / seconds;
    String left =
        total > done && rate > 0
            ? String.format(Locale.ROOT, ", %.0f s left", (total - done) / rate)
            : "";
    String text =
        String.format(
            Locale.ROOT,
            "%s: %,d%s %s, %.1f/s%s%s",
            stage,
            done,
            total > 0 ? String.format(Locale.ROOT, " of %,d", total) : "",
            unit,
            rate,
            left,
            note.isEmpty() ? "" : " (" + note + ")");
    if (terminal.live()) {
      terminal.err().print("\r\u001b[K  ... " + text);
      terminal.err().flush();
    } else {
      terminal.err().println("  ... " + text);
    }
  }

  @Override
  public void stageEnded(StageName stage, StageOutcome<?> outcome, String summary) {
    String how =
        switch (outcome.origin()) {
          case OBSERVED -> "looked";
          case MADE -> "made";
          case REUSED -> "reused";
          case DONE -> "done";
          case REPEATED -> "done before";
        };
    String line =
        String.format(
            Locale.ROOT,
            "  %-16s %-11s %8s  %s",
            stage,
            how,
            seconds(outcome.took()),
            outcome.digest().brief());
    terminal.err().println((terminal.live() ? "\r\u001b[K" : "") + line);
  }

  @Override
  public void note(StageName stage, String text) {
    terminal.err().println((terminal.live() ? "\r\u001b[K" : "") + "  " + stage + ": " + text);
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1000.0);
  }
}
