package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.table.RandomTables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Samples: the same rows on every engine, in cut order. */
public interface SampleContract extends EngineFixture {
  @Test
  default void samplesAreTheSameRowsEverywhere() {
    ReferenceEngine reference = new ReferenceEngine();
    for (int rows : new int[] {0, 1, 500, 140_000}) {
      Batch table = RandomTables.batch(RandomTables.few(), rows, rows);
      DataCut ours = cut(table);
      DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
      for (SampleSize size :
          List.of(new SampleSize(1, 3), new SampleSize(100, 4), new SampleSize(100, -5))) {
        assertThat(PassTrace.lines(engine(2).sample(Scan.all(ours), size)))
            .isEqualTo(PassTrace.lines(reference.sample(Scan.all(theirs), size)));
      }
    }
  }

  @Test
  default void everyTypeIsSampled() {
    ReferenceEngine reference = new ReferenceEngine();
    Batch table = RandomTables.batch(RandomTables.everyType(), 300, 31);
    DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
    SampleSize size = new SampleSize(50, 1);
    assertThat(PassTrace.lines(engine(1).sample(Scan.all(cut(table)), size)))
        .isEqualTo(PassTrace.lines(reference.sample(Scan.all(theirs), size)));
  }

  @Test
  default void aSmallerSampleIsPartOfALargerOne() {
    DataCut cut = cut(RandomTables.batch(RandomTables.few(), 2_000, 32));
    List<String> few = PassTrace.lines(engine(1).sample(Scan.all(cut), new SampleSize(40, 9)));
    List<String> more = PassTrace.lines(engine(3).sample(Scan.all(cut), new SampleSize(400, 9)));
    assertThat(few).hasSize(40);
    assertThat(more).hasSize(400).containsSubsequence(few);
  }

  @Test
  default void seedsChooseAmongSamples() {
    DataCut cut = cut(RandomTables.batch(RandomTables.few(), 2_000, 33));
    List<String> one = PassTrace.lines(engine(1).sample(Scan.all(cut), new SampleSize(100, 1)));
    List<String> two = PassTrace.lines(engine(1).sample(Scan.all(cut), new SampleSize(100, 2)));
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  default void filtersComeBeforeSampling() {
    ReferenceEngine reference = new ReferenceEngine();
    Batch table = RandomTables.batch(RandomTables.few(), 5_000, 34);
    DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
    KeepEvery even = new KeepEvery(new ColumnName("i"), 2);
    Scan ours = Scan.of(cut(table), List.of(new ColumnName("t"))).where(even);
    Scan expected = Scan.of(theirs, List.of(new ColumnName("t"))).where(even);
    SampleSize size = new SampleSize(100, 5);
    assertThat(PassTrace.lines(engine(2).sample(ours, size)))
        .isEqualTo(PassTrace.lines(reference.sample(expected, size)));
  }
}
