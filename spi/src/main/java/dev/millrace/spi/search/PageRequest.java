package dev.millrace.spi.search;

import java.util.Objects;
import java.util.Optional;

/**
 * Which part of what is found is wanted.
 *
 * @param limit 1 to 1,000
 * @param token from the page before, of the same query; absent for the first page
 */
public record PageRequest(int limit, Optional<String> token) {
  public PageRequest {
    Objects.requireNonNull(token);
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("a page has 1 to 1000 entries, got " + limit);
    }
  }

  public static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }

  public PageRequest after(String next) {
    return new PageRequest(limit, Optional.of(next));
  }
}
