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
  private static final int NARROWEST = 80;

  private final Terminal terminal;
  private final InstantSource clock;
  private long lastShown;
  private long countedTotal = -1;
  private long countedFrom;
  private long countedLast;
  private long countedSince;

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
    lastShown = clock.millis();
    countedTotal = -1;
    if (terminal.live()) {
      terminal.err().print("\r\u001b[K  ... " + stage);
      terminal.err().flush();
    }
  }

  @Override
  public void stageProgress(StageName stage, long done, long total, String unit, String note) {
    long now = clock.millis();
    if (total != countedTotal || done < countedLast) {
      // Something else is counted now, such as the rounds of the next learner.
      countedTotal = total;
      countedFrom = done;
      countedSince = now;
    }
    countedLast = done;
    long every = terminal.live() ? 100 : 2000;
    if (now - lastShown < every && done != total) {
      return;
    }
    lastShown = now;
    String pace = pace(done, total, now);
    String text =
        String.format(
            Locale.ROOT,
            "%s: %,d%s %s%s%s",
            stage,
            done,
            total > 0 ? String.format(Locale.ROOT, " of %,d", total) : "",
            unit,
            pace,
            note.isEmpty() ? "" : " (" + note + ")");
    if (terminal.live()) {
      String line = "  ... " + text;
      // A line that wraps cannot be drawn over.
      String fitting = line.length() < NARROWEST ? line : line.substring(0, NARROWEST - 1);
      terminal.err().print("\r\u001b[K" + fitting);
      terminal.err().flush();
    } else {
      terminal.err().println("  ... " + text);
    }
  }

  /** Rate and time left, once it was counted for long enough to tell. */
  private String pace(long done, long total, long now) {
    double seconds = (now - countedSince) / 1000.0;
    if (seconds < 0.5 || done <= countedFrom) {
      return "";
    }
    double rate = (done - countedFrom) / seconds;
    return String.format(Locale.ROOT, ", %,.1f/s", rate)
        + (total > done ? String.format(Locale.ROOT, ", %,.0f s left", (total - done) / rate) : "");
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
