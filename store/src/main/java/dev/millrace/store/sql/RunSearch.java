package dev.millrace.store.sql;

import dev.millrace.spi.search.Condition;
import dev.millrace.spi.search.SearchField;
import dev.millrace.spi.search.SearchQuery;
import dev.millrace.spi.search.SortKey;
import dev.millrace.store.sql.SearchSelect.Placed;
import dev.millrace.store.sql.TrackedRunRow.Numbered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How runs are found. When few rows meet one condition, those are read and sorted. Otherwise runs
 * are read in their order until the page is full, and each is tested: by the index of the first
 * field of the order, or by their start.
 */
final class RunSearch {
  /** So many rows are read and sorted in a few milliseconds. */
  static final int FEW = 3_000;

  private final SearchQuery query;
  private final SearchSelect select;
  private final int few;

  RunSearch(SearchQuery query, SearchSelect select, int few) {
    this.query = query;
    this.select = select;
    this.few = few;
  }

  List<Placed<Numbered>> find(Optional<List<SortKey>> after, int limit) {
    Optional<Condition> first = fewest(few);
    if (first.isPresent()) {
      return select.byCondition(
          first.get(), TrackedRunRow.COLUMNS, after, limit, TrackedRunRow::read);
    }
    boolean named = !(query.wholeOrder().getFirst().field() instanceof SearchField.Attribute);
    if (!named) {
      return select.all(TrackedRunRow.COLUMNS, after, limit, TrackedRunRow::read);
    }
    int begin = after.map(keys -> keys.getFirst().rank()).orElse(0);
    List<Placed<Numbered>> found = new ArrayList<>();
    for (int rank = begin; rank <= 2 && found.size() < limit; rank++) {
      if (rank == 1 && query.wholeOrder().getFirst().field().kind() == SearchField.Kind.TEXT) {
        continue;
      }
      found.addAll(
          select.byOrder(
              rank,
              TrackedRunRow.COLUMNS,
              rank == begin ? after : Optional.empty(),
              limit - found.size(),
              TrackedRunRow::read));
    }
    return found;
  }

  long count() {
    return select.count(fewest(Integer.MAX_VALUE));
  }

  /** The indexed condition that the fewest rows meet, when they are fewer than {@code most}. */
  private Optional<Condition> fewest(int most) {
    record Estimated(Condition condition, int rows) {}
    return query.conditions().stream()
        .filter(ConditionSql::isIndexed)
        .map(condition -> new Estimated(condition, select.estimate(condition, few)))
        .filter(each -> each.rows() < most)
        .min(Comparator.comparingInt(Estimated::rows))
        .map(Estimated::condition);
  }
}
