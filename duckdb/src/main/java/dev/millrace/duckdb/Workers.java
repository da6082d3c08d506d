package dev.millrace.duckdb;

import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.Database;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine's own platform threads, as many as it may use, and their connections. All native work
 * runs here. Thread-safe.
 */
final class Workers implements AutoCloseable {
  /** Work that needs a connection; it must not wait for other work. */
  interface Work<T> {
    T run(Connection connection) throws Exception;
  }

  private final Database database;
  private final int threads;
  private final ThreadPoolExecutor executor;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
  private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();

  Workers(Database database, int threads) {
    this.database = database;
    this.threads = threads;
    AtomicInteger number = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("duckdb-" + number.incrementAndGet())
                    .unstarted(task));
    executor.allowCoreThreadTimeOut(true);
  }

  int threads() {
    return threads;
  }

  /** Starts what one caller wants done; the caller closes it. */
  Call call() {
    return new Call(this);
  }

  /** A further connection, for work that goes on over several tasks; whoever takes it closes it. */
  Connection connect() {
    return database.connect();
  }

  void execute(Runnable task) {
    executor.execute(task);
  }

  Connection borrow() {
    Connection connection = idle.poll();
    if (connection == null) {
      connection = database.connect();
      opened.add(connection);
    }
    return connection;
  }

  void giveBack(Connection connection) {
    idle.add(connection);
  }

  /** Waits for what runs and closes all connections. */
  @Override
  public void close() {
    executor.close();
    opened.forEach(Connection::close);
  }
}
