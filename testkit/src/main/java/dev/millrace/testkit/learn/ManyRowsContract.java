package dev.millrace.testkit.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Equal bytes on more than a million rows, with 1, 2 and 3 threads. A native library may use no
 * more threads than there are processors: on two processors, 3 threads prove the same as 2.
 */
@Tag("long")
public interface ManyRowsContract extends LearnerFixture {
  /** More than a million. */
  int ROWS = 1_200_000;

  @Test
  default void threadsDoNotChangeAByte() {
    for (Task task : provider().tasks()) {
      TrainingRows train = MadeRows.of(task, ROWS, 20, 71);
      TrainingRows validation = MadeRows.of(task, 100_000, 20, 72);
      byte[] expected = bytes(task, train, validation, FitLog.threads(1));
      for (int threads : new int[] {2, 3}) {
        assertThat(bytes(task, train, validation, FitLog.threads(threads)))
            .as("%s on %d threads", task, threads)
            .isEqualTo(expected);
      }
    }
  }
}
