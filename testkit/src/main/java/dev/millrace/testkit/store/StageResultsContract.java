package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.SPAM;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.result;
import static dev.millrace.testkit.store.StoreCases.reused;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static dev.millrace.testkit.store.StoreCases.unkeyed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.StageOrigin;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.StoredResult;
import dev.millrace.spi.store.Stores;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of committed stages and of results found again by key. */
public abstract class StageResultsContract extends StoreContract {
  @Test
  void whatIsCommittedIsLoadedAsItWas() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    List<StageCommit> commits =
        List.of(
            unkeyed("ingest", StageKind.OBSERVE, "files"),
            made("prepare", "k", "v"),
            unkeyed("register", StageKind.EFFECT, ""),
            made("prepare", "k2", "v2"));
    for (int i = 0; i < commits.size(); i++) {
      StageRecord record = stores.runs().commit(change("s" + i), lease, commits.get(i));
      assertThat(record).isEqualTo(new StageRecord(i + 1, commits.get(i), Optional.empty()));
    }

    List<StageRecord> loaded = open().runQueries().load(PROJECT, run(1)).stages();

    assertThat(loaded).extracting(StageRecord::commit).isEqualTo(commits);
    assertThat(loaded).extracting(StageRecord::ordinal).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aPureResultIsFoundByItsKey() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    assertThat(stores.results().find(PROJECT, digest("k"))).isEmpty();
    stores.runs().commit(change("b"), lease, made("prepare", "k", "v"));

    assertThat(open().results().find(PROJECT, digest("k")))
        .contains(new StoredResult(result("v"), run(1), NOON));
    assertThat(open().results().find(PROJECT, digest("other"))).isEmpty();
    assertThat(open().results().find(OTHER_PROJECT, digest("k"))).isEmpty();
  }

  @Test
  void reusingKeepsTheFirstMaker() {
    Stores stores = open();
    Lease first = stores.runs().start(change("a"), start(1, HERE)).lease();
    stores.runs().commit(change("b"), first, made("prepare", "k", "v"));
    Lease second = stores.runs().start(change("c"), start(2, SPAM, HERE, Set.of())).lease();
    stores.runs().commit(change("d"), second, reused("prepare", "k", "v"));

    assertThat(stores.results().find(PROJECT, digest("k")).orElseThrow().madeBy())
        .isEqualTo(run(1));
    assertThat(stores.runQueries().load(PROJECT, run(2)).stages().getFirst().commit().origin())
        .isEqualTo(StageOrigin.REUSED);
  }

  @Test
  void aForgottenResultIsGoneAndRunsKeepTheirs() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    stores.runs().commit(change("b"), lease, made("prepare", "k", "v"));
    stores.results().forget(change("c"), digest("k"));
    stores.results().forget(change("c"), digest("k"));
    stores.results().forget(change("never"), digest("never there"));

    assertThat(open().results().find(PROJECT, digest("k"))).isEmpty();
    assertThat(open().runQueries().load(PROJECT, run(1)).stages().getFirst().commit().result())
        .isEqualTo(result("v"));
    stores.runs().commit(change("d"), lease, made("prepare", "k", "v"));
    assertThat(open().results().find(PROJECT, digest("k"))).isPresent();
  }

  @Test
  void aStageThatIsNotPureIsToldOn() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    stores.runs().commit(change("b"), lease, made("prepare", "k", "v"));

    StageRecord second = stores.runs().commit(change("c"), lease, made("prepare", "k", "w"));

    assertThat(second.replaced()).contains(result("v").digest());
    assertThat(open().results().find(PROJECT, digest("k")).orElseThrow().result())
        .isEqualTo(result("w"));
    assertThat(open().runQueries().load(PROJECT, run(1)).stages().getLast()).isEqualTo(second);
  }

  @Test
  void valuesOfEveryShapeComeBack() {
    String text = "empty, quote \", newline \n, nul \u0000, emoji \ud83d\ude80, long ";
    Json value =
        Json.members()
            .put("", Json.Literal.NULL)
            .put("text", text + "x".repeat(100_000))
            .put("tiny", Double.MIN_VALUE)
            .put("minus-zero", -0.0)
            .put("whole", Long.MIN_VALUE)
            .put("items", Json.items(List.of(Json.of(true), Json.items(List.of()))))
            .build();
    List<Digest> blobs = IntStream.range(0, 300).mapToObj(i -> digest("blob" + i)).toList();
    StageCommit shape = made("prepare", "k", "v");
    StageCommit commit =
        new StageCommit(
            new StageName("prepare"),
            StageKind.PURE,
            shape.key(),
            StageOrigin.MADE,
            List.of(),
            List.of(),
            new StageResult(value, blobs),
            NOON,
            NOON);
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    stores.runs().commit(change("b"), lease, commit);

    StageResult found = open().results().find(PROJECT, digest("k")).orElseThrow().result();
    assertThat(found.digest()).isEqualTo(commit.result().digest());
    assertThat(found.blobs()).isEqualTo(blobs);
  }
}
