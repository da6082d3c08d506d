package dev.millrace.duckdb.text;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of records that are text, opened. Blocks are given out by one thread; what is made of a
 * block, any thread may make.
 */
public interface TextFile extends AutoCloseable {
  /** Columns of a file, at most. */
  int MOST_COLUMNS = 10_000;

  /** Names of columns that are known before a record is read. */
  List<ColumnName> header();

  /** The next records; null at the end. */
  @Nullable RecordBlock next();

  /** After the last record: SOURCE_CHANGED when the file is not what it was. */
  void requireUnchanged();

  /** What the records of a block are like: COLUMN_LIMIT. */
  SourceFacts facts(RecordBlock block, ReadOptions options);

  /** Reads blocks of this file, object number {@code source} of its source, as a plan says. */
  RowReader rows(int source, LandingPlan plan);

  /** Turns blocks into typed rows. Immutable; safe for several threads. */
  @FunctionalInterface
  interface RowReader {
    ReadRows read(RecordBlock block);
  }

  @Override
  void close();
}
