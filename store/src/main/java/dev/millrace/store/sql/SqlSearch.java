package dev.millrace.store.sql;

import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.search.LifecycleView;
import dev.millrace.spi.search.PageRequest;
import dev.millrace.spi.search.PageToken;
import dev.millrace.spi.search.RunScope;
import dev.millrace.spi.search.SearchPage;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.spi.search.SortKey;
import dev.millrace.spi.store.FoundModel;
import dev.millrace.spi.store.FoundVersion;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.SearchStore;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.store.sql.SearchSelect.Placed;
import dev.millrace.store.sql.TrackedRunRow.Numbered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Search over the record. */
final class SqlSearch implements SearchStore {
  private final Transactions transactions;
  private final TextPatterns patterns;
  private final int few;

  SqlSearch(Transactions transactions) {
    this(transactions, RunSearch.FEW);
  }

  /** {@code few} is up to how many rows are read by a condition and sorted. */
  SqlSearch(Transactions transactions, int few) {
    this.transactions = transactions;
    this.patterns = transactions.texts();
    this.few = few;
  }

  @Override
  public SearchPage<RunNotes> runs(
      ProjectName project, SearchQuery query, RunScope scope, PageRequest page) {
    require(query, SearchSubject.RUNS);
    PageToken token = PageToken.of(project, query, scope.toString());
    Optional<List<SortKey>> after = token.read(page, query.wholeOrder());
    return transactions.read(
        session -> {
          Optional<SearchScope> within = SearchScope.of(session, project, scope);
          if (within.isEmpty()) {
            return new SearchPage<>(List.of(), Optional.empty());
          }
          RunSearch search =
              new RunSearch(query, new SearchSelect(session, query, within.get(), patterns), few);
          List<Placed<Numbered>> found = search.find(after, page.limit() + 1);
          SearchPage<Numbered> numbered = page(token, page, found);
          return new SearchPage<>(NotesOfRuns.load(session, numbered.found()), numbered.next());
        });
  }

  @Override
  public long countRuns(ProjectName project, SearchQuery query, RunScope scope) {
    require(query, SearchSubject.RUNS);
    return transactions.read(
        session ->
            SearchScope.of(session, project, scope)
                .map(
                    within ->
                        new RunSearch(
                                query, new SearchSelect(session, query, within, patterns), few)
                            .count())
                .orElse(0L));
  }

  @Override
  public SearchPage<Experiment> experiments(
      ProjectName project, SearchQuery query, LifecycleView view, PageRequest page) {
    require(query, SearchSubject.EXPERIMENTS);
    return search(
        project,
        query,
        view.name(),
        SearchScope.of(project, view),
        page,
        session -> row -> ExperimentRow.read(session, row));
  }

  @Override
  public SearchPage<FoundModel> models(ProjectName project, SearchQuery query, PageRequest page) {
    require(query, SearchSubject.MODELS);
    return search(
        project,
        query,
        "",
        SearchScope.of(project),
        page,
        session ->
            row -> {
              ModelName model = new ModelName(row.getString("name"));
              return new FoundModel(
                  ModelRow.load(session, project, model),
                  Rows.instant(row, "created_at"),
                  Rows.instant(row, "updated_at"),
                  LabelRow.list(session, project, model));
            });
  }

  @Override
  public SearchPage<FoundVersion> versions(
      ProjectName project, SearchQuery query, PageRequest page) {
    require(query, SearchSubject.VERSIONS);
    return search(
        project,
        query,
        "",
        SearchScope.of(project),
        page,
        session -> {
          Map<ModelName, List<ModelLabel>> labels = new HashMap<>();
          return row -> {
            ModelName model = new ModelName(row.getString("model"));
            int version = row.getInt("version");
            return new FoundVersion(
                VersionRow.read(session, project, row),
                Rows.instant(row, "updated_at"),
                labels.computeIfAbsent(model, m -> LabelRow.list(session, project, m)).stream()
                    .filter(label -> label.version() == version)
                    .toList());
          };
        });
  }

  private <T> SearchPage<T> search(
      ProjectName project,
      SearchQuery query,
      String scope,
      SearchScope within,
      PageRequest page,
      Function<SqlSession, SqlSession.RowReader<T>> reader) {
    PageToken token = PageToken.of(project, query, scope);
    Optional<List<SortKey>> after = token.read(page, query.wholeOrder());
    return transactions.read(
        session ->
            page(
                token,
                page,
                new SearchSelect(session, query, within, patterns)
                    .all("r.*", after, page.limit() + 1, reader.apply(session))));
  }

  /** One more than the page was read, to know whether another follows. */
  private static <T> SearchPage<T> page(PageToken token, PageRequest page, List<Placed<T>> found) {
    List<Placed<T>> shown = found.subList(0, Math.min(found.size(), page.limit()));
    Optional<String> next =
        found.size() > page.limit()
            ? Optional.of(token.write(shown.getLast().keys()))
            : Optional.empty();
    return new SearchPage<>(shown.stream().map(Placed::thing).toList(), next);
  }

  private static void require(SearchQuery query, SearchSubject subject) {
    if (query.subject() != subject) {
      throw new IllegalArgumentException("a search for " + query.subject() + ", not " + subject);
    }
  }
}
