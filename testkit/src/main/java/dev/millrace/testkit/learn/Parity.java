package dev.millrace.testkit.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.LearnedModel;
import dev.millrace.model.TreeEnsemble;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.TrainingRows;

/** Asserts that a model scores as its trainer does: trees bit for bit, the rest within 1e-12. */
public final class Parity {
  private static final double RELATIVE = 1e-12;

  private Parity() {}

  /** Refuses margins that are not finite. */
  public static void requireFinite(String what, double[] margins) {
    for (double margin : margins) {
      assertThat(margin).as(what).isFinite();
    }
  }

  /** Compares the margins of every row. */
  public static void check(Fitted fitted, TrainingRows rows) {
    LearnedModel model = fitted.model();
    double[] ours = LearnerFixture.margins(model, rows);
    double[] theirs = fitted.trainerMargins(rows.features());
    assertThat(theirs).hasSameSizeAs(ours);
    for (int i = 0; i < ours.length; i++) {
      double allowed =
          model instanceof TreeEnsemble ? 0 : RELATIVE * Math.max(1, Math.abs(theirs[i]));
      if (!(Math.abs(ours[i] - theirs[i]) <= allowed)) {
        assertThat(ours[i])
            .as("margin %d of row %d", i % model.outputs(), i / model.outputs())
            .isEqualTo(theirs[i]);
      }
    }
  }
}
