package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Narrowing;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cuts without some of their rows: the others as they were, under the names they had. */
public interface NarrowingContract extends EngineFixture {
  /** What takes rows out of these cuts. */
  Narrowing narrowing();

  /** Keeps the rows whose ordinal is not a multiple. */
  record NotMultiples(long of) implements RowFilter {
    @Override
    public List<ColumnName> columns() {
      return List.of();
    }

    @Override
    public int[] keep(RowBatch rows) {
      return IntStream.range(0, rows.rows())
          .filter(row -> rows.ids().ordinalAt(row) % of != 0)
          .toArray();
    }
  }

  /** Keeps every row. */
  record All() implements RowFilter {
    @Override
    public List<ColumnName> columns() {
      return List.of();
    }

    @Override
    public int[] keep(RowBatch rows) {
      return IntStream.range(0, rows.rows()).toArray();
    }
  }

  private List<String> lines(Scan scan) {
    return PassTrace.lines(engine(2).sample(scan, new SampleSize(1_000_000, 0)));
  }

  private void sameAsScan(Batch table, RowFilter filter) {
    DataCut cut = cut(table);
    DataCut narrow = narrowing().narrow(cut, filter);
    assertThat(narrow.fields()).isEqualTo(cut.fields());
    assertThat(narrow.parts().stream().limit(Math.max(0, narrow.parts().size() - 1)))
        .allMatch(part -> part.rows() == DataCut.ROWS_PER_PART);
    assertThat(lines(Scan.all(narrow)))
        .as("identities and values")
        .isEqualTo(lines(Scan.all(cut).where(filter)));
    ReferenceEngine reference = new ReferenceEngine();
    DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
    assertThat(narrow.digest()).isEqualTo(reference.narrow(theirs, filter).digest());
  }

  @Test
  default void rowsThatStayAreAsTheyWere() {
    sameAsScan(
        RandomTables.batch(Tables.fields("i int64", "f float64"), 270_000, 39),
        new NotMultiples(90_001));
    for (int seed = 0; seed < 4; seed++) {
      sameAsScan(
          RandomTables.batch(RandomTables.everyType(), 2_000, 40 + seed),
          new NotMultiples(1 + seed % 4));
    }
  }

  @Test
  default void aFilterThatKeepsAllGivesTheSameCut() {
    DataCut cut = cut(RandomTables.batch(RandomTables.few(), 500, 3));
    assertThat(narrowing().narrow(cut, new All()).digest()).isEqualTo(cut.digest());
  }
}
