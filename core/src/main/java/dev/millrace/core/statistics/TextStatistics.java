package dev.millrace.core.statistics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Figures of texts and other categories.
 *
 * @param unique number of different values
 * @param averageLength mean length
 * @param invalidUtf8 values that are no UTF-8
 * @param ranks values with how often they occur, the most frequent first; the rarest may be left
 *     out
 * @param weighted the same by sums of weights; empty when there are none
 */
public record TextStatistics(
    long unique,
    double averageLength,
    double invalidUtf8,
    List<ValueMass> ranks,
    Optional<List<ValueMass>> weighted) {
  public TextStatistics {
    ranks = List.copyOf(ranks);
    weighted = weighted.map(List::copyOf);
    Objects.requireNonNull(weighted);
  }
}
