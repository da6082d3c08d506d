package dev.millrace.core.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RunQueueTest {
  private static final ProjectName PROJECT = new ProjectName("default");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Stores stores = new MemoryStore().open();
  private final RunQueue queue =
      new RunQueue(stores.serving().machines(), "here", new RunNeeds(2, 2));

  @Test
  void ofManyThatComeAtOnceNobodyIsLost() throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      List<Callable<QueueState>> coming = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int number = i;
        coming.add(() -> queue.enter(change("enter", number), place(number)));
      }
      for (Future<QueueState> came : clients.invokeAll(coming)) {
        var _ = came.get();
      }
      QueueState all = queue.find(PROJECT);
      assertThat(all.running()).hasSize(2);
      assertThat(all.waiting()).hasSize(38);
      List<Callable<QueueState>> going = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int number = i;
        going.add(() -> queue.leave(change("leave", number), place(number).run()));
      }
      for (Future<QueueState> gone : clients.invokeAll(going)) {
        var _ = gone.get();
      }
    }
    assertThat(queue.find(PROJECT)).isEqualTo(QueueState.EMPTY);
  }

  @Test
  void theDeadMakeRoomAndNothingIsWrittenWhenNobodyDied() {
    var _ = queue.enter(change("enter", 0), place(0));
    var _ = queue.enter(change("enter", 1), place(1));
    var _ = queue.enter(change("enter", 2), place(2));
    long before = events();
    assertThat(queue.sweep(change("sweep", 2), owner -> false).position(place(2).run()))
        .hasValue(1);
    assertThat(events()).isEqualTo(before);
    QueueState after = queue.sweep(change("sweep", 3), owner -> owner.pid() == 0);
    assertThat(after.isRunning(place(2).run())).isTrue();
    assertThat(after.find(place(0).run())).isEmpty();
    assertThat(events()).isEqualTo(before + 1);
  }

  @Test
  void aSecondRunOfAPipelineDoesNotWaitBehindTheFirst() {
    for (int i = 0; i < 3; i++) {
      var _ = queue.enter(change("enter", i), place(i));
    }
    QueuePlace again =
        new QueuePlace(
            place(9).run(),
            place(2).pipeline(),
            place(9).owner(),
            place(9).needs(),
            NOON,
            QueuePlace.Wish.GO_ON);
    assertThatThrownBy(() -> queue.enter(change("enter", 9), again))
        .hasMessageContaining("waits already");
  }

  @Test
  void aWishIsKeptUntilTheRunLeaves() {
    var _ = queue.enter(change("enter", 0), place(0));
    var _ = queue.cancel(change("cancel", 0), place(0).run());
    assertThat(queue.find(PROJECT).find(place(0).run()).orElseThrow().wish())
        .isEqualTo(QueuePlace.Wish.CANCEL);
  }

  private long events() {
    return stores.events().newest(PROJECT, 500).size();
  }

  private static QueuePlace place(int number) {
    return new QueuePlace(
        new RunId(String.format(Locale.ROOT, "%032x", number + 1)),
        new PipelineName("p" + number),
        new LeaseOwner("here", number, NOON),
        new RunNeeds(1, 1),
        NOON,
        QueuePlace.Wish.GO_ON);
  }

  private static Change change(String what, int number) {
    return new Change(
        PROJECT, new Actor("ann", Actor.Standing.UNVERIFIED), "", what + number, NOON);
  }
}
