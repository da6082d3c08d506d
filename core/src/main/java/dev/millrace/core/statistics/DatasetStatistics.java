package dev.millrace.core.statistics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Statistics of one data set, or of one slice of it.
 *
 * @param name of the data set or slice; the whole is {@value #WHOLE}
 * @param examples rows
 * @param weightedExamples sum of the rows' weights; 0 when rows have none
 * @param columns in the order of the table; a column without any statistics counts as absent
 */
public record DatasetStatistics(
    String name, double examples, double weightedExamples, List<ColumnStatistics> columns) {
  /** Name of the slice that holds every row. */
  public static final String WHOLE = "All Examples";

  public DatasetStatistics {
    Objects.requireNonNull(name);
    columns = columns.stream().filter(column -> !column.isEmpty()).toList();
  }

  public Optional<ColumnStatistics> find(String column) {
    return columns.stream().filter(c -> c.name().equals(column)).findFirst();
  }

  /** True when rows have weights and every column was counted by them. */
  public boolean isWeighted() {
    return weightedExamples != 0
        && columns.stream()
            .allMatch(column -> column.common().flatMap(CommonStatistics::weighted).isPresent());
  }
}
