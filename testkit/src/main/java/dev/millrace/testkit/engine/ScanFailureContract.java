package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.testkit.table.RandomTables;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Failing: an engine passes failures on, stops when interrupted, and stays usable. */
public interface ScanFailureContract extends EngineFixture {
  /** What a trap does; it travels to executors with its filter. */
  interface Spring extends Serializable {
    void go();
  }

  /** Fails with a problem. */
  record Fail(ErrorCode code) implements Spring {
    @Override
    public void go() {
      throw Problem.of(code, "sprung").asException();
    }
  }

  /**
   * Interrupts the thread of this number once, in whatever task of this JVM it is asked first: a
   * task that is still being cancelled must not interrupt what its caller does next.
   *
   * @param name tells it from others, also after it has travelled
   */
  record Interrupt(long thread, long name) implements Spring {
    private static final AtomicLong NAMES = new AtomicLong();
    private static final Set<Long> SPRUNG = ConcurrentHashMap.newKeySet();

    /** One for the calling thread. */
    static Interrupt ofCaller() {
      return new Interrupt(Thread.currentThread().threadId(), NAMES.incrementAndGet());
    }

    @Override
    public void go() {
      if (!SPRUNG.add(name)) {
        return;
      }
      Thread.getAllStackTraces().keySet().stream()
          .filter(each -> each.threadId() == thread)
          .forEach(Thread::interrupt);
    }
  }

  /** A filter that does this as soon as it is asked. */
  record Trap(Spring spring) implements RowFilter {
    @Override
    public List<ColumnName> columns() {
      return List.of();
    }

    @Override
    public int[] keep(RowBatch rows) {
      spring.go();
      return new int[0];
    }
  }

  private static MillraceException failure(Runnable work) {
    MillraceException failure = catchThrowableOfType(MillraceException.class, work::run);
    // The engine may leave the interrupt set: the next test must not see it.
    Thread.interrupted();
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  default void problemsOfACollectorComeThrough() {
    DataCut cut = cut(RandomTables.batch(RandomTables.few(), 300_000, 41));
    Trap trap = new Trap(new Fail(ErrorCode.VALUE_INVALID));
    for (int threads = 1; threads <= 3; threads++) {
      Engine engine = engine(threads);
      MillraceException failure =
          failure(() -> engine.collect(Scan.all(cut).where(trap), new RowTrace()));
      assertThat(failure.code()).isEqualTo(ErrorCode.VALUE_INVALID);
      assertThat(engine.sample(Scan.all(cut), new SampleSize(3, 1)).rows()).isEqualTo(3);
    }
  }

  @Test
  default void interruptingTheCallerCancels() {
    DataCut cut = cut(RandomTables.batch(RandomTables.few(), 300_000, 42));
    Supplier<Scan> trapped = () -> Scan.all(cut).where(new Trap(Interrupt.ofCaller()));
    SortOrder order = new SortOrder(List.of(new ColumnName("i")));
    for (int threads = 1; threads <= 3; threads++) {
      Engine engine = engine(threads);
      List<Runnable> scans =
          List.of(
              () -> engine.collect(trapped.get(), new RowTrace()),
              () -> engine.ordered(trapped.get(), order, new PassTrace()),
              () -> engine.sample(trapped.get(), new SampleSize(10, 1)));
      for (Runnable scan : scans) {
        assertThat(failure(scan).code()).isEqualTo(ErrorCode.CANCELLED);
      }
      assertThat(engine.sample(Scan.all(cut), new SampleSize(3, 1)).rows()).isEqualTo(3);
    }
  }

  @Test
  default void anInterruptedCallerNeverGetsAResult() {
    DataCut cut = cut(RandomTables.batch(RandomTables.few(), 10, 43));
    Thread.currentThread().interrupt();
    assertThat(failure(() -> engine(2).collect(Scan.all(cut), new RowTrace())).code())
        .isEqualTo(ErrorCode.CANCELLED);
  }

  @Test
  default void aLostPartIsNamed() {
    Batch table = RandomTables.batch(RandomTables.few(), 10, 44);
    Part there = cut(table).parts().get(0);
    Digest lost = Digest.ofBytes(new byte[] {1});
    DataCut cut =
        new DataCut(table.fields(), List.of(new Part(there.rows(), there.content(), lost)));
    assertThat(failure(() -> engine(1).collect(Scan.all(cut), new RowTrace())).code())
        .isEqualTo(ErrorCode.BLOB_MISSING);
  }
}
