package dev.millrace.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Every state that five runs of different sizes can reach, every event tried in each. */
class QueueRulesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final RunNeeds BUDGET = new RunNeeds(4, 8);
  private static final List<QueuePlace> RUNS =
      List.of(run(0, 1, 1), run(1, 4, 8), run(2, 2, 4), run(3, 2, 1), run(4, 9, 1));

  @Test
  void whatMustHoldHoldsEverywhere() {
    Set<QueueState> seen = new HashSet<>();
    Queue<QueueState> open = new ArrayDeque<>();
    open.add(QueueState.EMPTY);
    while (!open.isEmpty()) {
      QueueState before = open.remove();
      for (UnaryOperator<QueueState> event : events()) {
        QueueState after = event.apply(before);
        check(before, after);
        if (seen.add(after)) {
          open.add(after);
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(400);
  }

  private static void check(QueueState before, QueueState after) {
    assertThat(after.running().size() == 1 || after.taken().fits(BUDGET))
        .as("together they fit; who fits in no way runs alone: %s", after)
        .isTrue();
    if (!after.waiting().isEmpty()) {
      assertThat(after.running()).as("nobody waits for nothing").isNotEmpty();
      assertThat(after.taken().plus(after.waiting().getFirst().needs()).fits(BUDGET))
          .as("who is first waits only for what is taken")
          .isFalse();
    }
    List<RunId> order = new ArrayList<>(ids(before.waiting()));
    order.retainAll(ids(after.waiting()));
    assertThat(ids(after.waiting()).subList(0, order.size()))
        .as("who came first stays first")
        .isEqualTo(order);
    for (QueuePlace place : before.running()) {
      after
          .find(place.run())
          .ifPresent(
              still ->
                  assertThat(after.isRunning(still.run()))
                      .as("who runs is not sent back")
                      .isTrue());
    }
    assertThat(QueueStateJson.state(JsonReader.read(CanonicalJson.bytes(QueueStateJson.of(after)))))
        .isEqualTo(after);
  }

  @Test
  void aLargeRunIsNotOvertaken() {
    QueueState state = QueueRules.enter(QueueState.EMPTY, RUNS.get(0), BUDGET);
    state = QueueRules.enter(state, RUNS.get(1), BUDGET);
    state = QueueRules.enter(state, RUNS.get(3), BUDGET);
    assertThat(state.position(RUNS.get(3).run())).hasValue(2);
    assertThat(state.why(BUDGET)).contains("of 4 cores", "1 core and", "are taken by run");
    state = QueueRules.leave(state, RUNS.get(0).run(), BUDGET);
    assertThat(state.isRunning(RUNS.get(1).run())).isTrue();
    assertThat(state.position(RUNS.get(3).run())).hasValue(1);
  }

  private static List<RunId> ids(List<QueuePlace> places) {
    return places.stream().map(QueuePlace::run).toList();
  }

  private static List<UnaryOperator<QueueState>> events() {
    List<UnaryOperator<QueueState>> events = new ArrayList<>();
    for (QueuePlace run : RUNS) {
      events.add(state -> QueueRules.enter(state, run, BUDGET));
      events.add(state -> QueueRules.leave(state, run.run(), BUDGET));
      events.add(state -> QueueRules.gone(state, Set.of(run.owner()), BUDGET));
    }
    events.add(state -> QueueRules.cancel(state, RUNS.get(2).run()));
    return events;
  }

  private static QueuePlace run(int number, int cores, long memory) {
    return new QueuePlace(
        new RunId(String.format(java.util.Locale.ROOT, "%032x", number + 1)),
        new PipelineName("p" + number),
        new LeaseOwner("here", number + 100, NOON),
        new RunNeeds(cores, memory),
        NOON,
        QueuePlace.Wish.GO_ON);
  }
}
