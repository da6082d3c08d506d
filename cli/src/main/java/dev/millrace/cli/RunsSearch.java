package dev.millrace.cli;

import dev.millrace.core.search.SearchParser;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.search.Condition;
import dev.millrace.spi.search.LifecycleView;
import dev.millrace.spi.search.PageRequest;
import dev.millrace.spi.search.RunScope;
import dev.millrace.spi.search.SearchAttribute;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchPage;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SearchSubject;
import dev.millrace.spi.search.SortBy;
import dev.millrace.spi.store.TrackStores;
import dev.millrace.spi.track.RunNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What runs are looked for, as options say. */
final class RunsSearch {
  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      defaultValue = "",
      description = "Conditions joined by AND, such as \"metrics.test.auc > 0.9\".")
  String filter = "";

  @Option(
      names = "--order-by",
      paramLabel = "FIELD",
      description = "Field with ASC or DESC; several with commas or again (default: newest first).")
  List<String> order = List.of();

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "Only runs of this experiment or pipeline; may be given again.")
  List<String> experiments = List.of();

  @Option(names = "--deleted", description = "Only runs that were set aside.")
  boolean deleted;

  @Option(names = "--limit", description = "Most runs listed, 1 to 1000 (default: 20).")
  int limit = 20;

  @Option(names = "--page", paramLabel = "TOKEN", description = "Goes on where a page ended.")
  @Nullable String page;

  SearchQuery query() {
    return new SearchParser(SearchSubject.RUNS).parse(filter, order);
  }

  SearchPage<RunNotes> find(TrackStores stores) {
    return stores.search().runs(Users.PROJECT, query(), scope(stores), page(limit, page));
  }

  long count(TrackStores stores) {
    return stores.search().countRuns(Users.PROJECT, query(), scope(stores));
  }

  /** Names of what filter and order speak of, which are worth a column: at most six. */
  List<SearchField> fields() {
    SearchQuery query = query();
    return Stream.concat(
            query.order().stream().map(SortBy::field),
            query.conditions().stream().map(Condition::field))
        .filter(field -> !(field instanceof SearchField.Attribute))
        .distinct()
        .limit(6)
        .toList();
  }

  static PageRequest page(int limit, @Nullable String token) {
    if (limit < 1 || limit > 1000) {
      throw Problem.of(ErrorCode.USAGE, "so many cannot be listed at once")
          .at("--limit")
          .found(limit)
          .allowed("1 to 1000")
          .asException();
    }
    return new PageRequest(limit, Optional.ofNullable(token));
  }

  /** The one run whose id begins so: RUN_UNKNOWN. */
  static RunNotes one(TrackStores stores, String prefix) {
    SearchField id = new SearchField.Attribute(SearchAttribute.RUN_ID);
    List<RunNotes> found = List.of();
    if (prefix.matches("[0-9a-f]{1,32}")) {
      Condition begins = new Condition.TextIs(id, Condition.TextComparison.LIKE, prefix + "%");
      found =
          stores
              .search()
              .runs(
                  Users.PROJECT,
                  new SearchQuery(SearchSubject.RUNS, List.of(begins), List.of()),
                  new RunScope(List.of(), LifecycleView.ALL),
                  PageRequest.first(2))
              .found();
    }
    if (found.size() != 1) {
      throw Problem.of(
              ErrorCode.RUN_UNKNOWN,
              found.isEmpty() ? "there is no such run" : "several runs begin so")
          .found(prefix)
          .next("List them with: millrace runs list")
          .asException();
    }
    return found.getFirst();
  }

  private RunScope scope(TrackStores stores) {
    List<ExperimentId> ids = new ArrayList<>();
    for (String name : experiments) {
      ids.add(stores.experiments().loadByName(Users.PROJECT, name).id());
    }
    return new RunScope(ids, deleted ? LifecycleView.DELETED : LifecycleView.ACTIVE);
  }
}
