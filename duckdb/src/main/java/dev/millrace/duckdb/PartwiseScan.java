package dev.millrace.duckdb;

import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.MergeTree;
import dev.millrace.spi.scan.Scan;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Scans that make something of each part on the workers and take it up in part order. */
final class PartwiseScan {
  private final Workers workers;
  private final PartReader reader;

  PartwiseScan(Workers workers, PartReader reader) {
    this.workers = workers;
    this.reader = reader;
  }

  /** States are made part by part and merged here, on the calling thread. */
  <S> S collect(Scan scan, Collector<S> collector) {
    MergeTree<S> tree = new MergeTree<>(collector);
    eachPart(scan, collector::fresh, collector::add, tree::offer);
    return tree.result();
  }

  /**
   * Fills a fresh state with each part's rows, several parts at a time, and takes the states in
   * part order on the calling thread. An interrupted caller gets CANCELLED.
   */
  <S> void eachPart(Scan scan, Supplier<S> fresh, BiConsumer<S, RowBatch> add, Consumer<S> take) {
    Call.requireNotInterrupted();
    try (Call call = workers.call()) {
      Queue<Future<S>> ahead = new ArrayDeque<>();
      Iterator<Part> parts = scan.cut().parts().iterator();
      while (parts.hasNext() || !ahead.isEmpty()) {
        while (parts.hasNext() && ahead.size() < call.lookAhead()) {
          Part part = parts.next();
          ahead.add(
              call.submit(
                  connection -> {
                    S state = fresh.get();
                    reader.read(call, connection, scan, part, rows -> add.accept(state, rows));
                    return state;
                  }));
        }
        take.accept(call.await(ahead.remove()));
        Call.requireNotInterrupted();
      }
    }
    Call.requireNotInterrupted();
  }
}
