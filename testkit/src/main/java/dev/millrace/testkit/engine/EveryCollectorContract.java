package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.histogram.Edges;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.collect.BoolTally;
import dev.millrace.spi.collect.CategoryCounts;
import dev.millrace.spi.collect.CellTally;
import dev.millrace.spi.collect.DistinctNumbers;
import dev.millrace.spi.collect.DistinctTexts;
import dev.millrace.spi.collect.DoubleTally;
import dev.millrace.spi.collect.EdgeCounts;
import dev.millrace.spi.collect.ExactQuantiles;
import dev.millrace.spi.collect.ListTally;
import dev.millrace.spi.collect.LongTally;
import dev.millrace.spi.collect.Moments;
import dev.millrace.spi.collect.RowCount;
import dev.millrace.spi.collect.TextTally;
import dev.millrace.spi.collect.Together;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.profile.ProfileJson;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.collect.StateBytes;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every collector finds the same bits on every engine, with any number of threads. */
public interface EveryCollectorContract extends EngineFixture {
  /** Every collector on every column it reads. */
  private static Together every(Iterable<Field> fields) {
    TogetherBuilder all = new TogetherBuilder();
    all.add(new RowCount());
    for (Field field : fields) {
      ColumnName name = field.name();
      ColumnType type = field.type();
      all.add(new CellTally(name));
      if (type instanceof ColumnType.ListOf) {
        all.add(new ListTally(name));
      } else if (type.equals(ColumnType.BOOL)) {
        all.add(new BoolTally(name));
        all.add(new DistinctTexts(name, 100));
      } else if (type.isTemporal()) {
        all.add(new LongTally(name));
        all.add(new DistinctNumbers(name, 100));
      } else if (type.isNumeric()) {
        if (type.equals(ColumnType.INT64)) {
          all.add(new LongTally(name));
        } else {
          all.add(new DoubleTally(name));
        }
        all.add(new Moments(name));
        all.add(new EdgeCounts(name, Edges.of(-10, 0, 1, 10)));
        all.add(new CategoryCounts(name, 100, CategoryCounts.Beyond.KEEP_FREQUENT));
      } else if (!(type instanceof ColumnType.FixedVector)) {
        all.add(new TextTally(name));
        all.add(new DistinctTexts(name, 100));
        all.add(new CategoryCounts(name, 100, CategoryCounts.Beyond.KEEP_FREQUENT));
      }
    }
    return all.build();
  }

  private void sameStates(Batch table) {
    ReferenceEngine reference = new ReferenceEngine();
    Together collector = every(table.fields());
    DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
    byte[] expected = StateBytes.of(collector, reference.collect(Scan.all(theirs), collector));
    DataCut ours = cut(table);
    for (int threads = 1; threads <= 3; threads++) {
      byte[] found = StateBytes.of(collector, engine(threads).collect(Scan.all(ours), collector));
      assertThat(found).as("%d threads", threads).isEqualTo(expected);
    }
  }

  @Test
  default void collectorsAgreeOnEveryType() {
    sameStates(RandomTables.batch(RandomTables.everyType(), 2_000, 81));
  }

  @Test
  default void collectorsAgreeOverManyParts() {
    sameStates(RandomTables.batch(Tables.fields("i int64", "f float64"), 300_000, 82));
  }

  @Test
  default void quantilesAndProfilesAgree() {
    Batch table = RandomTables.batch(RandomTables.few(), 140_000, 83);
    ReferenceEngine reference = new ReferenceEngine();
    DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
    DataCut ours = cut(table);
    Engine engine = engine(2);
    Map<ColumnName, List<Double>> wanted =
        Map.of(
            new ColumnName("i"), List.of(0.5),
            new ColumnName("f"), List.of(0.1, 0.5, 0.99));
    assertThat(ExactQuantiles.find(engine, Scan.all(ours), wanted))
        .isEqualTo(ExactQuantiles.find(reference, Scan.all(theirs), wanted));
    assertThat(CanonicalJson.text(ProfileJson.of(TableProfiler.profile(engine, Scan.all(ours)))))
        .isEqualTo(
            CanonicalJson.text(ProfileJson.of(TableProfiler.profile(reference, Scan.all(theirs)))));
  }
}
