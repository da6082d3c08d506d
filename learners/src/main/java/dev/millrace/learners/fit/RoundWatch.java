package dev.millrace.learners.fit;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.FitProgress;

/**
 * Counts the rounds of a fit, tells its caller of each, and stops it when the caller wants that.
 */
public final class RoundWatch {
  private final FitControl control;
  private final int rounds;
  private int done;

  public RoundWatch(FitControl control, int rounds) {
    this.control = control;
    this.rounds = rounds;
  }

  /**
   * Asks whether to go on; called before each round and each long step.
   *
   * @throws dev.millrace.error.MillraceException TRAINING_CANCELLED
   */
  public void goOn() {
    if (control.cancelled()) {
      throw Problem.of(ErrorCode.TRAINING_CANCELLED, "training was cancelled")
          .at("round " + done + " of " + rounds)
          .asException();
    }
  }

  /**
   * Ends a round.
   *
   * @param loss mean loss on the validation rows, NaN without any
   */
  public void done(double loss) {
    done++;
    control.progress(new FitProgress(done, rounds, loss));
  }
}
