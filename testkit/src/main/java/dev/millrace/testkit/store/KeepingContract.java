package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.ANN;
import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.SPAM;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.elsewhere;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.result;
import static dev.millrace.testkit.store.StoreCases.reused;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static dev.millrace.testkit.store.StoreCases.unkeyed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.CollectedResult;
import dev.millrace.spi.store.CollectionEnd;
import dev.millrace.spi.store.CollectionPart;
import dev.millrace.spi.store.CondemnedResult;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.ErasedContent;
import dev.millrace.spi.store.Erasure;
import dev.millrace.spi.store.ErasureStep;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.Hold;
import dev.millrace.spi.store.HoldDraft;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.RecordedResult;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.StageUse;
import dev.millrace.spi.store.StageUse.Bond;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.UsePage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** The contract of what collections read and write, and of legal holds. */
public abstract class KeepingContract extends StoreContract {
  private static final Digest V = result("v").digest();

  /** Run 1 of TAXI gave v and registered; run 2 of SPAM gave w and is under way. */
  private Stores twoRuns() {
    Stores stores = open();
    Lease first = stores.runs().start(change("a"), start(1, HERE)).lease();
    stores.runs().commit(change("b"), first, unkeyed("ingest", StageKind.OBSERVE, "no blobs"));
    stores.runs().commit(change("c"), first, made("prepare", "k", "v"));
    stores.registry().register(change("d"), registration("scorer", 1));
    stores.runs().finish(change("e"), first, RunEnd.done());
    Lease second = stores.runs().start(change("f"), start(2, SPAM, HERE, Set.of())).lease();
    stores.runs().commit(change("g"), second, made("prepare", "k2", "w"));
    return stores;
  }

  @Test
  void stagesWithBlobsAreToldNewestRunFirst() {
    twoRuns();

    UsePage page = open().keeping().collections().uses(Long.MAX_VALUE, 10);

    assertThat(page.next()).isZero();
    assertThat(page.uses())
        .extracting(StageUse::run, StageUse::pipeline, StageUse::result, StageUse::bond)
        .containsExactly(
            Tuple.tuple(run(2), SPAM, result("w").digest(), Bond.UNDER_WAY),
            Tuple.tuple(run(1), TAXI, V, Bond.REGISTERED));
    assertThat(page.uses().getLast().blobs()).isEqualTo(result("v").blobs());
    assertThat(page.uses().getLast().at()).isEqualTo(NOON.minusSeconds(1));
  }

  @Test
  void pagesOfUsesHaveEachRunOnce() {
    Stores stores = open();
    for (int i = 1; i <= 7; i++) {
      Lease lease = stores.runs().start(change("s" + i), start(i, HERE)).lease();
      if (i != 4) {
        stores.runs().commit(change("c" + i), lease, made("prepare", "k" + i, "v" + i));
      }
      stores.runs().finish(change("f" + i), lease, RunEnd.done());
    }
    List<RunId> seen = new ArrayList<>();
    long next = Long.MAX_VALUE;
    while (next > 0) {
      UsePage page = open().keeping().collections().uses(next, 2);
      page.uses().forEach(use -> seen.add(use.run()));
      next = page.next();
    }
    assertThat(seen).containsExactly(run(7), run(6), run(5), run(3), run(2), run(1));
  }

  @Test
  void whatIsStatedComesInOrderAndOnce() {
    Stores stores = twoRuns();
    for (String blob : List.of("one", "two", "two")) {
      stores
          .evidence()
          .append(
              change("e" + blob),
              new Evidence(digest("scorer"), new EvidenceKind("report"), digest(blob)));
    }
    List<Digest> all =
        List.of(digest("scorer"), digest("one"), digest("two")).stream().sorted().toList();
    var collections = open().keeping().collections();
    assertThat(collections.stated(Optional.empty(), 100)).isEqualTo(all);
    assertThat(collections.stated(Optional.of(all.getFirst()), 1)).containsExactly(all.get(1));
    assertThat(collections.stated(Optional.of(all.getLast()), 9)).isEmpty();
  }

  @Test
  void aCollectedResultIsOfferedNoMoreAndSaysSo() {
    Stores stores = twoRuns();
    CollectionPart part = part("c1", V, NOON);

    assertThat(stores.keeping().collections().begin(change("x"), part)).isEqualTo(part.results());
    assertThat(open().keeping().collections().begin(change("x"), part)).isEqualTo(part.results());

    assertThat(open().results().find(PROJECT, digest("k"))).isEmpty();
    assertThat(open().keeping().collections().uses(Long.MAX_VALUE, 10).uses())
        .extracting(StageUse::run)
        .containsExactly(run(2));
    assertThat(open().keeping().collections().find(PROJECT, V))
        .contains(new CollectedResult(V, ContentClass.INTERMEDIATE, "c1", NOON));
    assertThat(open().keeping().collections().find(OTHER_PROJECT, V)).isEmpty();
    assertThat(open().runQueries().load(PROJECT, run(1)).stages().getLast().commit().result())
        .isEqualTo(result("v"));
    assertThat(events(EventAction.COLLECTION_BEGIN)).hasSize(1);
    refusal(
        ErrorCode.CONFLICT,
        () -> stores.keeping().collections().begin(change("x"), part("c2", V, NOON)));
  }

  @Test
  void whatWasUsedSinceTheLookStays() {
    Stores stores = twoRuns();
    CollectionPart part = part("c1", V, NOON.minusSeconds(1));

    assertThat(stores.keeping().collections().begin(change("x"), part)).isEmpty();

    assertThat(open().results().find(PROJECT, digest("k"))).isPresent();
    assertThat(open().keeping().collections().find(PROJECT, V)).isEmpty();
  }

  @Test
  void aResultThatIsMadeAgainIsNotCollectedAnyMore() {
    Stores stores = twoRuns();
    stores.keeping().collections().begin(change("x"), part("c1", V, NOON));
    Lease lease = stores.runs().start(change("y"), start(3, HERE)).lease();
    stores.runs().commit(change("z"), lease, reused("prepare", "k", "v"));

    assertThat(open().keeping().collections().find(PROJECT, V)).isEmpty();
    assertThat(open().results().find(PROJECT, digest("k"))).isPresent();
  }

  @Test
  void theEndOfACollectionSaysHowMuch() {
    var freed = new TreeMap<ContentClass, CollectionEnd.Freed>();
    freed.put(ContentClass.CUTS, new CollectionEnd.Freed(3, 300));
    freed.put(ContentClass.REPORTS, new CollectionEnd.Freed(1, 5));
    open().keeping().collections().end(change("x"), new CollectionEnd("c1", freed));
    open().keeping().collections().end(change("x"), new CollectionEnd("c1", new TreeMap<>()));

    List<Event> events = events(EventAction.COLLECTION_END);
    assertThat(events).hasSize(1);
    JsonObject detail = JsonObject.of(events.getFirst().draft().detail());
    assertThat(detail.whole("things")).isEqualTo(4);
    assertThat(detail.whole("bytes")).isEqualTo(305);
  }

  @Test
  void aHoldIsInForceUntilItIsReleased() {
    HoldDraft draft =
        new HoldDraft("version/tips/1", Optional.empty(), List.of(digest("b"), digest("a")));
    Hold hold = open().keeping().holds().place(change("x"), draft);
    assertThat(open().keeping().holds().place(change("x"), draft)).isEqualTo(hold);
    assertThat(hold)
        .isEqualTo(
            new Hold(
                1,
                "version/tips/1",
                Optional.empty(),
                2,
                ANN,
                "because of x",
                NOON,
                Optional.empty()));
    var holds = open().keeping().holds();
    assertThat(holds.list(PROJECT)).containsExactly(hold);
    assertThat(holds.list(OTHER_PROJECT)).isEmpty();
    assertThat(holds.holding(digest("a"))).contains(hold);
    assertThat(holds.holding(digest("c"))).isEmpty();
    assertThat(holds.held(Optional.empty(), 10)).isEqualTo(draft.contents());
    assertThat(holds.held(Optional.of(draft.contents().getFirst()), 10))
        .containsExactly(draft.contents().getLast());

    refusal(ErrorCode.CONFLICT, () -> holds.release(elsewhere(change("r")), 1));
    refusal(ErrorCode.CONFLICT, () -> holds.release(change("r"), 2));
    Hold released = holds.release(change("r", NOON.plus(Duration.ofHours(1))), 1);
    assertThat(holds.release(change("r"), 1)).isEqualTo(released);

    assertThat(released.released()).contains(NOON.plus(Duration.ofHours(1)));
    assertThat(open().keeping().holds().list(PROJECT)).containsExactly(released);
    assertThat(open().keeping().holds().holding(digest("a"))).isEmpty();
    assertThat(open().keeping().holds().held(Optional.empty(), 10)).isEmpty();
    refusal(ErrorCode.CONFLICT, () -> holds.release(change("again"), 1));
    assertThat(open().keeping().holds().place(change("x"), draft)).isEqualTo(hold);
    assertThat(events(EventAction.HOLD_PLACE)).hasSize(1);
    assertThat(events(EventAction.HOLD_RELEASE)).hasSize(1);
  }

  @Test
  void holdsOnPersonsAreToldApart() {
    var holds = open().keeping().holds();
    holds.place(change("x"), new HoldDraft("run/1", Optional.empty(), List.of()));
    Hold person =
        holds.place(
            change("y"), new HoldDraft("person/mail", Optional.of(digest("ann")), List.of()));

    assertThat(open().keeping().holds().persons(PROJECT)).containsExactly(person);
    holds.release(change("z"), person.number());
    assertThat(open().keeping().holds().persons(PROJECT)).isEmpty();
  }

  @Test
  void whatIsErasedIsReplacedInEveryRunAndOfferedNoMore() {
    Stores stores = twoRuns();
    stores.keeping().collections().begin(change("x"), part("c1", V, NOON));
    var erasures = stores.keeping().erasures();
    Erasure erasure = erasures.begin(change("e"), "mail", digest("ann"));
    assertThat(erasures.begin(change("again"), "mail", digest("ann"))).isEqualTo(erasure);
    assertThat(open().keeping().erasures().list(PROJECT)).containsExactly(erasure);
    assertThat(open().keeping().erasures().list(OTHER_PROJECT)).isEmpty();
    ErasedContent cut = new ErasedContent(digest("cut"), digest("less"), "cut", 1, 3);
    ErasureStep step = new ErasureStep(V, result("less"), List.of(cut));

    erasures.replace(change("r"), step);
    erasures.replace(change("r"), step);

    assertThat(open().runQueries().load(PROJECT, run(1)).stages().getLast().commit().result())
        .isEqualTo(result("less"));
    assertThat(open().results().find(PROJECT, digest("k"))).isEmpty();
    assertThat(open().results().find(PROJECT, digest("k2"))).isPresent();
    assertThat(open().keeping().erasures().contents(PROJECT)).containsExactly(cut);
    assertThat(open().keeping().erasures().results(PROJECT, Optional.empty(), 10))
        .extracting(RecordedResult::result)
        .contains(result("less"), result("w"))
        .doesNotContain(result("v"));
    assertThat(open().keeping().collections().uses(Long.MAX_VALUE, 10).uses())
        .extracting(StageUse::result)
        .contains(result("less").digest());
    refusal(ErrorCode.CONFLICT, () -> erasures.replace(change("later"), step));
    assertThat(events(EventAction.ERASURE_BEGIN)).hasSize(1);
    assertThat(events(EventAction.ERASURE_REPLACE)).hasSize(1);
  }

  private List<Event> events(EventAction action) {
    return open().events().read(PROJECT, 0, 1000).stream()
        .filter(event -> event.draft().action() == action)
        .toList();
  }

  private static CollectionPart part(String name, Digest result, Instant marked) {
    return new CollectionPart(
        name, 1, marked, List.of(new CondemnedResult(PROJECT, result, ContentClass.INTERMEDIATE)));
  }
}
