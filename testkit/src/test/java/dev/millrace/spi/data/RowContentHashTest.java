package dev.millrace.spi.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RowContentHashTest {
  @Test
  void dictionariesAndSelectionsDoNotShow() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 500, 1);
    long[] hashes = RowContentHash.compute(table);
    assertThat(RowContentHash.compute(Tables.withDictionaries(table))).isEqualTo(hashes);
    int[] some = {3, 3, 499, 0};
    assertThat(RowContentHash.compute(table.select(some)))
        .isEqualTo(Arrays.stream(some).mapToLong(row -> hashes[row]).toArray());
  }

  @Test
  void whatDiffersHashesApart() {
    Batch table =
        Tables.columns("t utf8", "u utf8", "f float64")
            .row("", "", 0.0)
            .row("", "", -0.0)
            .row(null, "", 0.0)
            .row("", null, 0.0)
            .row("a", "b", 0.0)
            .row("b", "a", 0.0)
            .row("ab", "", 0.0)
            .row("", "ab", 0.0)
            .row("", "", Double.NaN)
            .row("", "", null)
            .batch();
    long[] hashes = RowContentHash.compute(table);
    assertThat(hashes).doesNotHaveDuplicates();
    Batch lists =
        Tables.columns("a list<int64>", "b list<int64>")
            .row(List.of(1L), List.of(2L))
            .row(List.of(1L, 2L), List.of())
            .row(List.of(), List.of(1L, 2L))
            .row(Arrays.asList(1L, null), List.of(2L))
            .batch();
    assertThat(RowContentHash.compute(lists)).doesNotHaveDuplicates();
  }

  @Test
  void notANumberHasOneHash() {
    double other = Double.longBitsToDouble(0x7ff8000000000001L);
    Batch table = Tables.columns("f float64").row(Double.NaN).row(other).batch();
    long[] hashes = RowContentHash.compute(table);
    assertThat(hashes[0]).isEqualTo(hashes[1]);
  }

  /**
   * Stored cuts depend on these: a change here is a new version of every row identity. Computed
   * from the definitions by another program.
   */
  @Test
  void hashesNeverChange() {
    Batch table =
        Tables.columns("i int64", "t utf8", "f float64", "d decimal(9,2)")
            .row(1, "x", 2.5, "3.10")
            .row(null, null, null, null)
            .batch();
    long[] hashes = RowContentHash.compute(table);
    assertThat(LongStream.of(hashes).mapToObj(Long::toHexString))
        .containsExactly("245a7225c68305c0", "50255b83dc2f29c4");
    assertThat(Long.toHexString(RowContentHash.withOccurrence(hashes[0], 1)))
        .isEqualTo("587111256c6b2516");
    ContentDigester digester = new ContentDigester(4);
    digester.add(table);
    assertThat(digester.digest().hex())
        .isEqualTo("e881d42d013b06a4def24d307c8a4097a32a93580d82bd03d93579a7ea617005");
  }

  @Test
  void hashesSpreadEvenly() {
    long[] numbers = LongStream.range(0, 100_000).toArray();
    Batch table =
        new Batch(
            Tables.fields("i int64"),
            List.of(
                dev.millrace.column.LongColumn.owning(
                    dev.millrace.column.ColumnType.INT64,
                    numbers,
                    dev.millrace.column.Validity.all(numbers.length))),
            numbers.length);
    Set<Long> seen = new HashSet<>();
    int[] buckets = new int[64];
    for (long hash : RowContentHash.compute(table)) {
      seen.add(hash);
      buckets[(int) (hash >>> 58)]++;
    }
    assertThat(seen).hasSize(100_000);
    assertThat(Arrays.stream(buckets)).allMatch(count -> count > 1_300 && count < 1_850);
  }
}
