package dev.millrace.core.flow;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TERM;
import static dev.millrace.testkit.store.StoreCases.THERE;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StartedRun;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class SilentRunsTest {
  private final Stores stores = new MemoryStore().open();

  @Test
  void aRunIsRunningWhileItsLeaseIs() {
    stores.runs().start(change("a"), start(1, HERE));
    assertThat(shown(owner -> false, NOON.plus(TERM).minusNanos(1000)).status())
        .isEqualTo(RunStatus.RUNNING);
    RunSummary silent = shown(owner -> false, NOON.plus(TERM));
    assertThat(silent.status()).isEqualTo(RunStatus.ABANDONED);
    assertThat(silent.problem()).contains("process 11 on here", "silent", "takes over");
    assertThat(silent.ended()).as("nobody knows when").isEmpty();
  }

  @Test
  void aProcessThatIsGoneRunsNothing() {
    stores.runs().start(change("a"), start(1, HERE));
    assertThat(shown(THERE::equals, NOON).status()).isEqualTo(RunStatus.RUNNING);
    RunSummary gone = shown(HERE::equals, NOON);
    assertThat(gone.status()).isEqualTo(RunStatus.ABANDONED);
    assertThat(gone.problem()).contains("process 11 on here is gone");
  }

  @Test
  void whatHasEndedStaysAsItEnded() {
    StartedRun started = stores.runs().start(change("a"), start(1, HERE));
    stores.runs().finish(change("b"), started.lease(), RunEnd.failed("no room"));
    RunSummary failed = shown(HERE::equals, NOON.plus(TERM));
    assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed.problem()).isEqualTo("no room");
  }

  /** The run of the list, which is the one that is loaded. */
  private RunSummary shown(Predicate<LeaseOwner> gone, Instant now) {
    SilentRuns runs = new SilentRuns(stores.runQueries(), gone, () -> now);
    List<RunSummary> list = runs.list(PROJECT, RunPage.newest(10));
    assertThat(list).containsExactly(runs.load(PROJECT, run(1)).summary());
    return list.get(0);
  }
}
