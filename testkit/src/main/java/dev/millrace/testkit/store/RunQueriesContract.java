package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.SPAM;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LineageEdge;
import dev.millrace.spi.store.LineageEdge.Direction;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** The contract of reading runs. */
public abstract class RunQueriesContract extends StoreContract {
  @Test
  void anEmptyHomeHasNoRuns() {
    assertThat(open().runQueries().list(PROJECT, RunPage.newest(10))).isEmpty();
    assertThat(open().runQueries().findLease(PROJECT, TAXI)).isEmpty();
    assertThat(open().runQueries().findLineage(PROJECT, digest("cut"))).isEmpty();
    refusal(ErrorCode.RUN_UNKNOWN, () -> open().runQueries().load(PROJECT, run(1)));
  }

  @Test
  void pagesGiveEveryRunOnceNewestFirst() {
    Stores stores = open();
    IntStream.rangeClosed(1, 7).forEach(number -> runAndEnd(stores, number, TAXI));
    runAndEnd(stores, 8, SPAM);

    List<RunId> seen = new ArrayList<>();
    RunPage page = RunPage.newest(3).of(TAXI);
    List<RunSummary> runs = stores.runQueries().list(PROJECT, page);
    while (!runs.isEmpty()) {
      runs.forEach(run -> seen.add(run.run()));
      page = page.after(runs.getLast());
      runs = stores.runQueries().list(PROJECT, page);
    }

    assertThat(seen).isEqualTo(IntStream.rangeClosed(1, 7).mapToObj(i -> run(8 - i)).toList());
    assertThat(stores.runQueries().list(PROJECT, RunPage.newest(1)))
        .extracting(RunSummary::run)
        .containsExactly(run(8));
    assertThat(stores.runQueries().list(OTHER_PROJECT, RunPage.newest(10))).isEmpty();
  }

  @Test
  void lineageLeadsFromAContentToItsStages() {
    Stores stores = open();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    stores.runs().commit(change("b"), lease, made("prepare", "k", "v"));
    stores.runs().commit(change("c"), lease, made("train", "k2", "w"));

    List<LineageEdge> cut = open().runQueries().findLineage(PROJECT, digest("cut"));
    List<LineageEdge> value = open().runQueries().findLineage(PROJECT, digest("w"));

    assertThat(cut)
        .extracting(LineageEdge::ordinal, LineageEdge::direction, edge -> edge.content().name())
        .containsExactly(
            Tuple.tuple(1, Direction.INPUT, "cut"), Tuple.tuple(2, Direction.INPUT, "cut"));
    assertThat(value)
        .singleElement()
        .satisfies(edge -> assertThat(edge.stage().value()).isEqualTo("train"))
        .satisfies(edge -> assertThat(edge.direction()).isEqualTo(Direction.OUTPUT));
    assertThat(open().runQueries().findLineage(OTHER_PROJECT, digest("cut"))).isEmpty();
  }

  private static void runAndEnd(Stores stores, int number, PipelineName pipeline) {
    Lease lease =
        stores
            .runs()
            .start(change("start" + number), start(number, pipeline, HERE, Set.of()))
            .lease();
    stores.runs().finish(change("end" + number), lease, RunEnd.done());
  }
}
