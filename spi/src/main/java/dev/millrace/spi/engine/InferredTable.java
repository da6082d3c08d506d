package dev.millrace.spi.engine;

import java.util.List;

/**
 * What a full scan found out about a source.
 *
 * @param rows records read, rejected ones included
 */
public record InferredTable(List<InferredColumn> columns, long rows) {
  public InferredTable {
    columns = List.copyOf(columns);
  }
}
