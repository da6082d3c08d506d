package dev.millrace.store.sql;

import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.search.LifecycleView;
import dev.millrace.spi.search.PageRequest;
import dev.millrace.spi.search.RunScope;
import dev.millrace.spi.search.SearchPage;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.spi.store.SearchStore;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryStore;
import dev.millrace.testkit.store.RandomSearches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A store finds whatever the reference in memory finds, page by page, by each of its ways. */
public final class SearchLikeMemory {
  private static final int QUERIES = 200;

  private SearchLikeMemory() {}

  public static void assertFoundAlike(Stores stores, Transactions transactions) {
    Stores memory = new MemoryStore().open();
    for (Stores each : List.of(stores, memory)) {
      RandomSearches made = new RandomSearches(11);
      made.addRuns(each, 100, 150);
      made.addVersions(each, 25);
    }
    // By an index of the order whenever there is one, and by a condition whenever there is one.
    List<SearchStore> ways =
        List.of(new SqlSearch(transactions, 0), new SqlSearch(transactions, 1_000_000));
    RandomSearches random = new RandomSearches(12);
    int found = 0;
    for (int i = 0; i < QUERIES; i++) {
      found += check(memory.tracking().search(), ways, random, i == QUERIES / 2, stores, memory);
    }
    assertThat(found).isGreaterThan(QUERIES * 5);
  }

  private static int check(
      SearchStore memory,
      List<SearchStore> ways,
      RandomSearches random,
      boolean adds,
      Stores stores,
      Stores others) {
    if (adds) {
      for (Stores each : List.of(stores, others)) {
        new RandomSearches(13).addRuns(each, 1_000, 20);
      }
    }
    int limit = random.limit();
    SearchQuery runs = random.query(SearchSubject.RUNS);
    SearchQuery experiments = random.query(SearchSubject.EXPERIMENTS);
    SearchQuery models = random.query(SearchSubject.MODELS);
    SearchQuery versions = random.query(SearchSubject.VERSIONS);
    RunScope scope = random.scope();
    LifecycleView view = random.view();
    int found = 0;
    for (SearchStore way : ways) {
      found += alike(runs, memory, way, limit, (s, p) -> s.runs(PROJECT, runs, scope, p));
      found +=
          alike(
              experiments,
              memory,
              way,
              limit,
              (s, p) -> s.experiments(PROJECT, experiments, view, p));
      found += alike(models, memory, way, limit, (s, p) -> s.models(PROJECT, models, p));
      found += alike(versions, memory, way, limit, (s, p) -> s.versions(PROJECT, versions, p));
      assertThat(way.countRuns(PROJECT, runs, scope))
          .as("%s", runs)
          .isEqualTo(memory.countRuns(PROJECT, runs, scope));
    }
    return found;
  }

  private static <T> int alike(
      SearchQuery query,
      SearchStore memory,
      SearchStore other,
      int limit,
      BiFunction<SearchStore, PageRequest, SearchPage<T>> search) {
    List<SearchPage<T>> expected = pages(memory, limit, search);
    assertThat(pages(other, limit, search)).as("%s", query).isEqualTo(expected);
    return expected.stream().mapToInt(page -> page.found().size()).sum();
  }

  private static <T> List<SearchPage<T>> pages(
      SearchStore store, int limit, BiFunction<SearchStore, PageRequest, SearchPage<T>> search) {
    List<SearchPage<T>> pages = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      pages.add(search.apply(store, new PageRequest(limit, token)));
      token = pages.getLast().next();
    } while (token.isPresent());
    return pages;
  }
}
