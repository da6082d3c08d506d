package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowContentHash;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Identities: rows without keys are named by content and occurrence, never by position. */
public interface RowIdContract extends EngineFixture {
  /** All rows of a table, with their identities, as the engine gives them back. */
  private RowBatch read(Batch table) {
    return engine(2).sample(Scan.all(cut(table)), new SampleSize(1_000_000, 0));
  }

  @Test
  default void hashesAreOfContentAndOccurrence() {
    RowBatch rows =
        read(Tables.columns("a int64", "t utf8").row(1, "x").row(2, "y").row(1, "x").batch());
    long[] content = RowContentHash.compute(rows.values());
    assertThat(rows.ids().hashAt(0)).isEqualTo(RowContentHash.withOccurrence(content[0], 0));
    assertThat(rows.ids().hashAt(1)).isEqualTo(RowContentHash.withOccurrence(content[1], 0));
    assertThat(rows.ids().hashAt(2)).isEqualTo(RowContentHash.withOccurrence(content[0], 1));
  }

  @Test
  default void rowsKeepTheirNumberInTheSource() {
    RowBatch rows = read(RandomTables.batch(RandomTables.everyType(), 50, 1));
    assertThat(IntStream.range(0, 50).map(row -> rows.ids().sourceAt(row))).containsOnly(0);
    assertThat(LongStream.range(0, 50).map(row -> rows.ids().ordinalAt((int) row)))
        .containsExactlyElementsOf(LongStream.range(0, 50).boxed().toList());
  }

  @Test
  default void hashesDoNotDependOnTheOrderOfRows() {
    Batch table = RandomTables.batch(Tables.fields("b bool", "t utf8", "f float64"), 300, 5);
    Batch shuffled = table.select(RandomTables.permutation(300, 6));
    assertThat(sortedHashes(read(shuffled))).isEqualTo(sortedHashes(read(table)));
    assertThat(sortedHashes(read(table))).doesNotHaveDuplicates();
  }

  @Test
  default void occurrencesAreCountedOverTheWholeCut() {
    Batch one = Tables.columns("a int64").row(1).batch();
    Batch many = one.select(new int[200_000]);
    assertThat(sortedHashes(read(many))).doesNotHaveDuplicates();
  }

  private static long[] sortedHashes(RowBatch rows) {
    return IntStream.range(0, rows.rows())
        .mapToLong(row -> rows.ids().hashAt(row))
        .sorted()
        .toArray();
  }
}
