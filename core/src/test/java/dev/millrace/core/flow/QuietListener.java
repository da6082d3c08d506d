package dev.millrace.core.flow;

import dev.millrace.core.stage.StageOutcome;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import java.util.ArrayList;
import java.util.List;

/** Keeps the notes of a run and passes over the rest. */
final class QuietListener implements RunListener {
  final List<String> notes = new ArrayList<>();

  @Override
  public void runStarted(RunId run) {}

  @Override
  public void stageStarted(StageName stage) {}

  @Override
  public void stageProgress(StageName stage, long done, long total, String unit, String note) {}

  @Override
  public void stageEnded(StageName stage, StageOutcome<?> outcome, String summary) {}

  @Override
  public void note(StageName stage, String text) {
    notes.add(stage + ": " + text);
  }
}
