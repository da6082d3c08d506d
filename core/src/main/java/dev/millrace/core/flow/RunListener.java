package dev.millrace.core.flow;

import dev.millrace.core.stage.StageControl;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;

/** Hears what a run does, for terminals and logs; called on the run's threads, returns quickly. */
public interface RunListener {
  void runStarted(RunId run);

  void stageStarted(StageName stage);

  /** As {@link StageControl#progress}. */
  void stageProgress(StageName stage, long done, long total, String unit, String note);

  void stageEnded(StageName stage, StageOutcome<?> outcome, String summary);

  /** Something the reader should know that stops nothing. */
  void note(StageName stage, String text);
}
