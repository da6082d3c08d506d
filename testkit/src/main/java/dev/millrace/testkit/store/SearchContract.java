package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.search.Condition;
import dev.millrace.spi.search.Condition.NumberComparison;
import dev.millrace.spi.search.Condition.NumberIs;
import dev.millrace.spi.search.Condition.TextComparison;
import dev.millrace.spi.search.Condition.TextIs;
import dev.millrace.spi.search.PageRequest;
import dev.millrace.spi.search.RunScope;
import dev.millrace.spi.search.SearchAttribute;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchPage;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.spi.search.SortBy;
import dev.millrace.spi.store.SearchStore;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NewRun;
import dev.millrace.spi.track.RunBatch;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of searching; that all stores find the same is tested with random queries. */
public abstract class SearchContract extends StoreContract {
  private static final SearchField AUC = new SearchField.Metric("auc");
  private static final SearchField TEAM = new SearchField.Tag("team");

  @Test
  void conditionsAreAllMet() {
    Stores stores = open();
    add(stores, 1, 0.9, "x");
    add(stores, 2, 0.95, "y");
    add(stores, 3, 0.99, "x");
    add(stores, 4, 0.1, "x");
    SearchQuery query =
        new SearchQuery(
            SearchSubject.RUNS,
            List.of(
                new NumberIs(AUC, NumberComparison.AT_LEAST, 0.9),
                new TextIs(TEAM, TextComparison.EQUAL, "x")),
            List.of(SortBy.descending(AUC)));
    assertThat(found(stores, query, PageRequest.first(10)).found())
        .extracting(notes -> notes.run().run())
        .containsExactly(run(3), run(1));
    assertThat(stores.tracking().search().countRuns(PROJECT, query, RunScope.ALL)).isEqualTo(2);
    assertThat(
            stores
                .tracking()
                .search()
                .countRuns(
                    PROJECT, query, new RunScope(List.of(ExperimentId.of(9)), RunScope.ALL.view())))
        .isZero();
    assertThat(
            stores
                .tracking()
                .search()
                .runs(OTHER_PROJECT, query, RunScope.ALL, PageRequest.first(10))
                .found())
        .isEmpty();
  }

  @Test
  void withoutAnOrderTheNewestComesFirstThenTheId() {
    Stores stores = open();
    add(stores, 3, 1, "a", 50);
    add(stores, 1, 1, "a", 50);
    add(stores, 2, 1, "a", 90);
    assertThat(ids(found(stores, SearchQuery.all(SearchSubject.RUNS), PageRequest.first(10))))
        .containsExactly(run(2), run(1), run(3));
  }

  @Test
  void notANumberComesAfterNumbersAndNothingLast() {
    Stores stores = open();
    add(stores, 1, Double.NaN, "a");
    add(stores, 2, Double.NEGATIVE_INFINITY, "a");
    add(stores, 3, Double.POSITIVE_INFINITY, "a");
    var _ = stores.tracking().runs().create(change("create 4"), wish(4, 0));
    SearchQuery up = new SearchQuery(SearchSubject.RUNS, List.of(), List.of(SortBy.ascending(AUC)));
    SearchQuery down =
        new SearchQuery(SearchSubject.RUNS, List.of(), List.of(SortBy.descending(AUC)));
    assertThat(everything(stores, up, 1)).containsExactly(run(2), run(3), run(1), run(4));
    assertThat(everything(stores, down, 1)).containsExactly(run(3), run(2), run(1), run(4));
  }

  @Test
  void pagesTellEveryRunOnceWhateverIsAddedMeanwhile() {
    Stores stores = open();
    IntStream.rangeClosed(1, 40).forEach(i -> add(stores, i, i % 7, "a", i % 3));
    int fresh = 40;
    for (SortBy sort :
        List.of(
            SortBy.descending(AUC),
            SortBy.ascending(TEAM),
            SortBy.descending(SearchAttribute.RUN_START))) {
      SearchQuery query = new SearchQuery(SearchSubject.RUNS, List.of(), List.of(sort));
      List<RunId> seen = new ArrayList<>();
      SearchPage<RunNotes> page = found(stores, query, PageRequest.first(6));
      seen.addAll(ids(page));
      while (page.next().isPresent()) {
        fresh++;
        add(stores, fresh, fresh % 7, "a", fresh % 3);
        page = found(open(), query, PageRequest.first(6).after(page.next().get()));
        seen.addAll(ids(page));
      }
      Set<RunId> once = new HashSet<>(seen);
      assertThat(once).hasSameSizeAs(seen);
      assertThat(once).containsAll(IntStream.rangeClosed(1, 40).mapToObj(i -> run(i)).toList());
    }
  }

  @Test
  void aTokenOfAnotherQueryOrADamagedOneIsRefused() {
    Stores stores = open();
    add(stores, 1, 1, "a");
    add(stores, 2, 2, "a");
    SearchQuery query = SearchQuery.all(SearchSubject.RUNS);
    SearchQuery other =
        new SearchQuery(
            SearchSubject.RUNS, List.of(), List.of(SortBy.ascending(SearchAttribute.RUN_ID)));
    String token = found(stores, query, PageRequest.first(1)).next().orElseThrow();
    assertThat(ids(found(stores, query, PageRequest.first(9).after(token)))).hasSize(1);
    SearchStore search = stores.tracking().search();
    PageRequest again = PageRequest.first(1).after(token);
    refusal(ErrorCode.SEARCH_INVALID, () -> found(stores, other, again));
    refusal(ErrorCode.SEARCH_INVALID, () -> search.runs(OTHER_PROJECT, query, RunScope.ALL, again));
    refusal(
        ErrorCode.SEARCH_INVALID,
        () ->
            search.runs(
                PROJECT,
                query,
                new RunScope(List.of(ExperimentId.DEFAULT), RunScope.ALL.view()),
                again));
    for (String bad : List.of("", "x", "%%%", token.substring(1), token + "A", token + token)) {
      refusal(
          ErrorCode.SEARCH_INVALID, () -> found(stores, query, PageRequest.first(1).after(bad)));
    }
  }

  @Test
  void manyTagsOfManyRunsAreFound() {
    Stores stores = open();
    for (int i = 1; i <= 30; i++) {
      add(stores, i, i, "a");
      int number = i;
      List<Tag> tags =
          IntStream.range(0, 100).mapToObj(t -> new Tag("k" + t, "v" + number % 3)).toList();
      stores.tracking().runs().log(change("t"), run(i), RunBatch.ofTags(tags), Optional.empty());
    }
    SearchQuery query =
        new SearchQuery(
            SearchSubject.RUNS,
            IntStream.range(0, 99)
                .mapToObj(
                    t ->
                        (Condition)
                            new TextIs(new SearchField.Tag("k" + t), TextComparison.EQUAL, "v1"))
                .toList(),
            List.of(SortBy.ascending(AUC)));
    assertThat(everything(stores, query, 3))
        .isEqualTo(IntStream.range(0, 10).mapToObj(i -> run(3 * i + 1)).toList());
  }

  private static void add(Stores stores, int number, double auc, String team) {
    add(stores, number, auc, team, 0);
  }

  private static void add(Stores stores, int number, double auc, String team, long started) {
    var runs = stores.tracking().runs();
    var _ = runs.create(change("create " + number), wish(number, started));
    runs.log(
        change("log"),
        run(number),
        new RunBatch(
            List.of(new MetricPoint("auc", auc, 1, 1)), List.of(), List.of(new Tag("team", team))),
        Optional.empty());
  }

  private static NewRun wish(int number, long started) {
    return new NewRun(run(number), ExperimentId.DEFAULT, "", "ann", started, "", List.of());
  }

  private static SearchPage<RunNotes> found(Stores stores, SearchQuery query, PageRequest page) {
    return stores.tracking().search().runs(PROJECT, query, RunScope.ALL, page);
  }

  private static List<RunId> ids(SearchPage<RunNotes> page) {
    return page.found().stream().map(notes -> notes.run().run()).toList();
  }

  private static List<RunId> everything(Stores stores, SearchQuery query, int limit) {
    List<RunId> all = new ArrayList<>();
    SearchPage<RunNotes> page = found(stores, query, PageRequest.first(limit));
    all.addAll(ids(page));
    while (page.next().isPresent()) {
      page = found(stores, query, PageRequest.first(limit).after(page.next().get()));
      all.addAll(ids(page));
    }
    return all;
  }
}
