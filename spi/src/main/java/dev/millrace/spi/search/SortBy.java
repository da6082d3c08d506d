package dev.millrace.spi.search;

import java.util.Objects;

/**
 * One part of an order. Whatever the direction, NaN comes after every number, and things that have
 * no value come last.
 */
public record SortBy(SearchField field, Direction direction) {
  /** Up or down. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  public SortBy {
    Objects.requireNonNull(field);
    Objects.requireNonNull(direction);
  }

  public static SortBy ascending(SearchField field) {
    return new SortBy(field, Direction.ASCENDING);
  }

  public static SortBy descending(SearchField field) {
    return new SortBy(field, Direction.DESCENDING);
  }

  public static SortBy ascending(SearchAttribute attribute) {
    return ascending(new SearchField.Attribute(attribute));
  }

  public static SortBy descending(SearchAttribute attribute) {
    return descending(new SearchField.Attribute(attribute));
  }
}
