package dev.millrace.testkit.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.column.Batch;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowContentHash;
import dev.millrace.spi.data.RowIds;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw.Exactness;
import dev.millrace.spi.scan.MergeTree;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Holds a collector to its law, always through serialization: batches never show; EXACT states are
 * bit-equal under any order, partition and tree; ORDER_FIXED ones under the fixed tree, and within
 * the error otherwise; SKETCH ones within the error.
 *
 * @param <S> state
 */
public abstract class CollectorContract<S> {
  private static final int ROWS = 3_000;
  private static final int PART = 500;

  /** The collector under test. */
  public abstract Collector<S> collector();

  /** A table with the columns it reads; seeds give tables of different kinds. */
  protected abstract Batch table(int rows, long seed);

  /**
   * Figures of a state that the law's error applies to; none where it is EXACT.
   *
   * @param rows rows collected
   */
  protected double[] figures(S state, int rows) {
    return new double[0];
  }

  /** How far apart two figures may be under an error; a share of the figure unless overridden. */
  protected double tolerance(double figure, double relativeError, int rows) {
    return Math.abs(figure) * relativeError;
  }

  @Test
  void batchesDoNotShow() {
    for (long seed = 0; seed < 6; seed++) {
      Batch table = table(ROWS, seed);
      byte[] whole = bytes(part(List.of(table)));
      assertThat(bytes(part(RandomTables.split(table, 7, seed)))).isEqualTo(whole);
      assertThat(bytes(part(RandomTables.split(table, 900, seed)))).isEqualTo(whole);
    }
  }

  @Test
  void dictionariesDoNotShow() {
    for (long seed = 0; seed < 4; seed++) {
      Batch table = table(ROWS, seed);
      byte[] plain = bytes(part(List.of(table)));
      assertThat(bytes(part(List.of(Tables.withDictionaries(table))))).isEqualTo(plain);
      int[] all = IntStream.range(0, ROWS).toArray();
      assertThat(bytes(part(List.of(table.select(all))))).isEqualTo(plain);
    }
  }

  @Test
  void statesSurviveTheirByteForm() {
    Collector<S> collector = StateBytes.sent(collector());
    Batch table = table(ROWS, 3);
    List<Batch> batches = RandomTables.split(table, 400, 1);
    S state = collector.fresh();
    for (Batch batch : batches) {
      state = StateBytes.sent(collector, state);
      collector.add(state, rows(batch));
    }
    assertThat(bytes(state)).isEqualTo(bytes(part(batches)));
    assertThat(bytes(StateBytes.sent(collector, collector.fresh())))
        .isEqualTo(bytes(collector.fresh()));
  }

  @Test
  void theFixedTreeGivesTheSameBits() {
    for (long seed = 0; seed < 3; seed++) {
      Batch table = table(ROWS, seed);
      byte[] here = bytes(alongTree(parts(table, PART), UnaryOperator.identity()));
      byte[] sent =
          bytes(alongTree(parts(table, PART), part -> StateBytes.sent(collector(), part)));
      assertThat(sent).isEqualTo(here);
    }
  }

  @Test
  void noRowsAddNothing() {
    Batch table = table(ROWS, 2);
    Collector<S> collector = collector();
    S left = collector.merge(collector.fresh(), part(List.of(table)));
    S right = collector.merge(part(List.of(table)), collector.fresh());
    assertThat(bytes(left)).isEqualTo(bytes(right));
  }

  @Test
  void partitionAndOrderAreWithinTheLaw() {
    boolean exact = collector().law().exactness() == Exactness.EXACT;
    for (long seed = 0; seed < 6; seed++) {
      Batch table = table(ROWS, seed);
      S whole = merged(parts(table, ROWS), seed);
      Batch shuffled = table.select(RandomTables.permutation(ROWS, seed));
      SplittableRandom random = new SplittableRandom(seed);
      for (Batch other : List.of(table, shuffled)) {
        S merged = merged(parts(other, random.nextInt(50, ROWS)), seed);
        if (exact) {
          assertThat(bytes(merged)).isEqualTo(bytes(whole));
        }
        compareFigures(merged, whole);
      }
    }
  }

  @Test
  void theBoundHolds() {
    Collector<S> collector = collector();
    for (long seed = 0; seed < 6; seed++) {
      S state = merged(parts(table(ROWS, seed), 800), seed);
      assertThat((long) bytes(state).length).isLessThanOrEqualTo(collector.law().stateBytes());
    }
    assertThat((long) bytes(collector.fresh()).length)
        .isLessThanOrEqualTo(collector.law().stateBytes());
  }

  private void compareFigures(S actual, S expected) {
    double error = collector().law().relativeError();
    double[] some = figures(actual, ROWS);
    double[] others = figures(expected, ROWS);
    assertThat(some).hasSameSizeAs(others);
    for (int i = 0; i < some.length; i++) {
      assertThat(some[i]).isCloseTo(others[i], within(tolerance(others[i], error, ROWS)));
    }
  }

  /** Batches with identities, as an engine hands them out. */
  public static RowBatch rows(Batch batch) {
    long[] hashes = RowContentHash.compute(batch);
    return new RowBatch(
        batch,
        RowIds.owning(
            new int[batch.rows()],
            IntStream.range(0, batch.rows()).asLongStream().toArray(),
            hashes));
  }

  private byte[] bytes(S state) {
    return StateBytes.of(collector(), state);
  }

  private S part(List<Batch> batches) {
    Collector<S> collector = collector();
    S state = collector.fresh();
    batches.forEach(batch -> collector.add(state, rows(batch)));
    return state;
  }

  private List<S> parts(Batch table, int rowsPerPart) {
    List<S> parts = new ArrayList<>();
    for (int from = 0; from < table.rows(); from += rowsPerPart) {
      int to = Math.min(table.rows(), from + rowsPerPart);
      parts.add(part(List.of(table.select(IntStream.range(from, to).toArray()))));
    }
    return parts;
  }

  private S alongTree(List<S> parts, UnaryOperator<S> journey) {
    MergeTree<S> tree = new MergeTree<>(collector());
    parts.forEach(part -> tree.offer(journey.apply(part)));
    return tree.result();
  }

  /** Merges neighbours in random order, each sent before. */
  private S merged(List<S> parts, long seed) {
    Collector<S> collector = collector();
    SplittableRandom random = new SplittableRandom(seed);
    List<S> left = new ArrayList<>(parts);
    while (left.size() > 1) {
      int at = random.nextInt(left.size() - 1);
      S right = StateBytes.sent(collector, left.remove(at + 1));
      left.set(at, collector.merge(StateBytes.sent(collector, left.get(at)), right));
    }
    return left.get(0);
  }
}
