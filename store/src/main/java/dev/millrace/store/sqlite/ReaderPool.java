package dev.millrace.store.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads on a few platform threads, each of which holds one connection while it reads. */
final class ReaderPool implements AutoCloseable {
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ExecutorService threads;

  ReaderPool(DataSource source, SqliteSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName("millrace-metadata-readers");
    config.setMaximumPoolSize(settings.readers());
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql("PRAGMA query_only = true");
    this.pool = new HikariDataSource(config);
    this.jdbi = Jdbi.create(pool);
    this.threads =
        Executors.newFixedThreadPool(
            settings.readers(),
            Thread.ofPlatform().name("millrace-metadata-reader-", 0).daemon().factory());
  }

  /** Reads one state: what commits meanwhile is not seen. */
  <T> T read(Function<Handle, T> work) {
    return Answers.await(threads.submit(() -> jdbi.inTransaction(work::apply)));
  }

  @Override
  public void close() {
    threads.close();
    pool.close();
  }
}
