package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.THERE;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.elsewhere;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.json.Json;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.EffectIntent;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventChain;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.PhaseMove;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.Stores;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The contract of the chain of events. */
public abstract class EventLogContract extends StoreContract {
  @Test
  void anEmptyHomeHasAnEmptyChain() {
    assertThat(open().events().read(PROJECT, 0, 10)).isEmpty();
    assertThat(open().events().verify()).isEqualTo(new ChainCheck.Whole(0, EventChain.ROOT));
  }

  @Test
  void everyKindOfChangeIsAnEvent() {
    Stores stores = open();
    stores.runs().start(change("1"), start(1, HERE));
    Lease lease = stores.runs().start(change("2"), start(2, TAXI, THERE, Set.of(HERE))).lease();
    stores.runs().commit(change("3"), lease, made("prepare", "k", "v"));
    stores.results().forget(change("4"), digest("k"));
    stores
        .effects()
        .begin(change("5"), lease, new EffectIntent(new StageName("alert"), Json.of("x")));
    stores.effects().complete(change("5"), lease, Json.of("y"));
    stores.registry().register(change("6"), registration("s1", 1));
    stores.registry().register(change("7"), registration("s2", 2));
    choose(stores, "8", 1, OptionalInt.empty());
    choose(stores, "9", 2, OptionalInt.of(1));
    stores.registry().rollBack(change("10"), TIPS, OptionalInt.of(2));
    stores
        .registry()
        .move(change("11"), new PhaseMove(TIPS, 1, ModelPhase.ASSESSMENT, ModelPhase.DEVELOPMENT));
    stores
        .evidence()
        .append(change("12"), new Evidence(digest("s1"), new EvidenceKind("report"), digest("b")));
    stores.runs().finish(change("13"), lease, RunEnd.done());

    List<Event> events = open().events().read(PROJECT, 0, 100);

    assertThat(events)
        .extracting(event -> event.draft().action())
        .containsExactly(
            EventAction.RUN_START,
            EventAction.RUN_ABANDON,
            EventAction.RUN_START,
            EventAction.STAGE_COMMIT,
            EventAction.RESULT_FORGET,
            EventAction.EFFECT_BEGIN,
            EventAction.EFFECT_COMPLETE,
            EventAction.MODEL_REGISTER,
            EventAction.MODEL_REGISTER,
            EventAction.MODEL_CHOOSE,
            EventAction.MODEL_CHOOSE,
            EventAction.MODEL_ROLL_BACK,
            EventAction.MODEL_MOVE,
            EventAction.EVIDENCE_APPEND,
            EventAction.RUN_FINISH);
    assertThat(events).extracting(Event::id).containsExactly(ids(1, 15));
    assertThat(events.getFirst().change()).isEqualTo(change("1"));
    assertThat(open().events().verify())
        .isEqualTo(new ChainCheck.Whole(15, events.getLast().digest()));
  }

  @Test
  void eventsAreReadInPartsAndByProject() {
    Stores stores = open();
    for (int i = 0; i < 5; i++) {
      stores.registry().register(change("a" + i), registration("s" + i, i));
      stores.registry().register(elsewhere(change("a" + i)), registration("s" + i, i));
    }

    assertThat(stores.events().read(PROJECT, 0, 3))
        .extracting(Event::id)
        .containsExactly(1L, 3L, 5L);
    assertThat(stores.events().read(PROJECT, 5, 100)).extracting(Event::id).containsExactly(7L, 9L);
    assertThat(stores.events().read(OTHER_PROJECT, 0, 100)).hasSize(5);
    assertThat(stores.events().read(0, 100)).extracting(Event::id).containsExactly(ids(1, 10));
    assertThat(stores.events().read(8, 1)).extracting(Event::id).containsExactly(9L);
    assertThat(stores.events().read(PROJECT, 9, 100)).isEmpty();
    assertThat(stores.events().newest(PROJECT, 2)).extracting(Event::id).containsExactly(9L, 7L);
    assertThat(stores.events().newest(PROJECT, 1000))
        .isEqualTo(stores.events().read(PROJECT, 0, 1000).reversed());
    assertThat(stores.events().verify()).isInstanceOf(ChainCheck.Whole.class);
  }

  @Test
  void whatIsRefusedLeavesNoTrace() {
    Stores stores = open();
    stores.runs().start(change("a"), start(1, HERE));
    ChainCheck before = stores.events().verify();

    refusal(ErrorCode.RUN_ACTIVE, () -> stores.runs().start(change("b"), start(2, THERE)));
    refusal(ErrorCode.MODEL_UNKNOWN, () -> choose(stores, "c", 1, OptionalInt.empty()));

    assertThat(stores.events().verify()).isEqualTo(before);
  }

  private static Long[] ids(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toArray(Long[]::new);
  }

  private static void choose(Stores stores, String key, int version, OptionalInt expected) {
    stores
        .registry()
        .choose(
            change(key), new ChampionRequest(TIPS, version, expected, ChampionChoice.Kind.PROMOTE));
  }
}
