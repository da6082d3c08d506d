package dev.millrace.spi.search;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of what was found.
 *
 * @param next the token of the page that follows; absent when there is none
 */
public record SearchPage<T>(List<T> found, Optional<String> next) {
  public SearchPage {
    found = List.copyOf(found);
    Objects.requireNonNull(next);
  }
}
