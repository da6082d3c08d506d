package dev.millrace.testkit.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.learn.FitProgress;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One fit: repeatable to the byte, heard of each round, stopped when asked, scored as trained. */
public interface FitContract extends LearnerFixture {
  /** More than two blocks of rows, so that threads share the work. */
  int ROWS = 20_000;

  /**
   * Native libraries may use no more threads than there are processors: on two processors 3 threads
   * prove the same as 2.
   */
  @Test
  default void threadsAndRepetitionDoNotChangeAByte() {
    for (Task task : provider().tasks()) {
      TrainingRows train = MadeRows.of(task, ROWS, 12, 1);
      TrainingRows validation = MadeRows.of(task, 3_000, 12, 2);
      byte[] expected = bytes(task, train, validation, FitLog.threads(1));
      for (int threads : new int[] {1, 2, 3, 2}) {
        assertThat(bytes(task, train, validation, FitLog.threads(threads)))
            .as("%s on %d threads", task, threads)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  default void progressCountsRoundsAndTellsTheSameLossOnAnyThreads() {
    for (Task task : provider().tasks()) {
      TrainingRows train = MadeRows.of(task, ROWS, 6, 3);
      TrainingRows validation = MadeRows.of(task, ROWS, 6, 4);
      FitLog one = FitLog.threads(1);
      int kept = fit(task, train, validation, one, Fitted::rounds);
      List<FitProgress> told = one.told();
      assertThat(told).isNotEmpty().hasSizeGreaterThanOrEqualTo(kept);
      for (int i = 0; i < told.size(); i++) {
        assertThat(told.get(i).round()).isEqualTo(i + 1);
        assertThat(told.get(i).rounds()).isGreaterThanOrEqualTo(told.size());
        assertThat(told.get(i).loss()).as("%s", task).isFinite().isNotNegative();
      }
      FitLog two = FitLog.threads(2);
      fit(task, train, validation, two, Fitted::rounds);
      assertThat(two.told()).isEqualTo(told);
    }
  }

  @Test
  default void validationRowsMayBeAbsent() {
    for (Task task : provider().tasks()) {
      TrainingRows train = MadeRows.of(task, 500, 4, 5);
      FitLog log = FitLog.threads(2);
      int rounds = fit(task, train, MadeRows.none(train), log, Fitted::rounds);
      assertThat(rounds).isPositive();
      assertThat(log.told()).allSatisfy(done -> assertThat(done.loss()).isNaN());
    }
  }

  @Test
  default void cancelStopsBeforeTheNextRound() {
    for (Task task : provider().tasks()) {
      TrainingRows train = MadeRows.of(task, 2_000, 5, 6);
      for (int after : new int[] {0, 1, 2}) {
        FitLog log = FitLog.cancelAfter(after);
        if (fitsRoundsBeyond(task, train, after)) {
          assertThat(refusal(task, train, log)).isEqualTo(ErrorCode.TRAINING_CANCELLED);
          assertThat(log.told()).hasSize(after);
        }
      }
    }
  }

  private boolean fitsRoundsBeyond(Task task, TrainingRows train, int rounds) {
    FitLog log = FitLog.threads(1);
    fit(task, train, MadeRows.none(train), log, Fitted::rounds);
    return log.told().size() > rounds;
  }

  @Test
  default void theScorerGivesTheTrainersMargins() {
    for (Task task : provider().tasks()) {
      TrainingRows train = MadeRows.of(task, 5_000, 10, 7);
      TrainingRows validation = MadeRows.of(task, 2_000, 10, 8);
      fit(
          task,
          train,
          validation,
          FitLog.threads(2),
          fitted -> {
            Parity.check(fitted, train);
            Parity.check(fitted, MadeRows.of(task, 5_000, 10, 9));
            Parity.check(fitted, MadeRows.none(train));
            return fitted.rounds();
          });
    }
  }

  @Test
  default void theModelOutlivesTheFit() {
    for (Task task : provider().tasks()) {
      TrainingRows train = MadeRows.of(task, 300, 4, 10);
      Parity.requireFinite(task.toString(), LearnerFixture.margins(model(task, train), train));
    }
  }
}
