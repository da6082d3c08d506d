package dev.millrace.spi.search;

import dev.millrace.spi.track.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is searched for, and in which order it is told.
 *
 * @param conditions all of which are met; at most 100
 * @param order at most 10, none about the same field as another; the order is made whole by {@link
 *     #wholeOrder}
 */
public record SearchQuery(SearchSubject subject, List<Condition> conditions, List<SortBy> order) {
  /** Most conditions, and most parts of an order. */
  public static final int MOST_CONDITIONS = 100;

  public static final int MOST_ORDER = 10;

  public SearchQuery {
    Objects.requireNonNull(subject);
    if (subject == SearchSubject.RUNS) {
      conditions = conditions.stream().map(SearchQuery::canonical).toList();
      order = order.stream().map(SearchQuery::canonical).toList();
    }
    conditions = List.copyOf(conditions);
    order = List.copyOf(order);
    if (conditions.size() > MOST_CONDITIONS || order.size() > MOST_ORDER) {
      throw new IllegalArgumentException("at most 100 conditions and 10 parts of an order");
    }
    Set<SearchField> fields = new HashSet<>();
    for (SortBy each : order) {
      require(subject, each.field());
      if (!fields.add(each.field())) {
        throw new IllegalArgumentException("ordered twice by " + each.field());
      }
    }
    for (Condition each : conditions) {
      require(subject, each.field());
    }
  }

  /** Everything of a subject, in its usual order. */
  public static SearchQuery all(SearchSubject subject) {
    return new SearchQuery(subject, List.of(), List.of());
  }

  /**
   * The order with what decides between equals: of runs the start, newest first, then the id; of
   * experiments the id, newest first, and when no order is given the time they were made before it;
   * of models the name; of versions the name, then the number, newest first.
   */
  public List<SortBy> wholeOrder() {
    List<SortBy> whole = new ArrayList<>(order);
    switch (subject) {
      case RUNS -> {
        add(whole, SortBy.descending(SearchAttribute.RUN_START));
        add(whole, SortBy.ascending(SearchAttribute.RUN_ID));
      }
      case EXPERIMENTS -> {
        if (order.isEmpty()) {
          add(whole, SortBy.descending(SearchAttribute.EXPERIMENT_CREATED));
        }
        add(whole, SortBy.descending(SearchAttribute.EXPERIMENT_ID));
      }
      case MODELS -> add(whole, SortBy.ascending(SearchAttribute.MODEL_NAME));
      case VERSIONS -> {
        add(whole, SortBy.ascending(SearchAttribute.VERSION_MODEL));
        add(whole, SortBy.descending(SearchAttribute.VERSION_NUMBER));
      }
    }
    return List.copyOf(whole);
  }

  private static void add(List<SortBy> order, SortBy last) {
    if (order.stream().noneMatch(each -> each.field().equals(last.field()))) {
      order.add(last);
    }
  }

  private static void require(SearchSubject subject, SearchField field) {
    if (!field.isOf(subject)) {
      throw new IllegalArgumentException(subject + " have no " + field);
    }
  }

  private static SortBy canonical(SortBy sort) {
    return new SortBy(canonical(sort.field()), sort.direction());
  }

  private static Condition canonical(Condition condition) {
    SearchField field = canonical(condition.field());
    if (condition instanceof Condition.TextIs is) {
      return new Condition.TextIs(field, is.comparison(), is.value());
    }
    if (condition instanceof Condition.TextIn in) {
      return new Condition.TextIn(field, in.membership(), in.values());
    }
    if (condition instanceof Condition.Presence presence) {
      return new Condition.Presence(field, presence.has());
    }
    return condition;
  }

  /** The tag that names runs is their name. */
  private static SearchField canonical(SearchField field) {
    return field instanceof SearchField.Tag tag && tag.name().equals(Tag.RUN_NAME)
        ? new SearchField.Attribute(SearchAttribute.RUN_NAME)
        : field;
  }
}
