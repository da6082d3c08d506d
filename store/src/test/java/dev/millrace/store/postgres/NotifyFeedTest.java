package dev.millrace.store.postgres;

import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.registration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.ChangeFeed;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.ChangeFeedContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL keeps the contract of feeds, and a feed outlives its connection. */
@Tag("contract")
class NotifyFeedTest extends ChangeFeedContract {
  private static PostgresServer server;
  private final List<PostgresStore> opened = new ArrayList<>();
  private String database = "";

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    server = PostgresServer.start(data);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeDatabase() {
    database = server.makeDatabase();
    server.inDatabase(database, "CREATE SCHEMA other AUTHORIZATION miller");
  }

  @AfterEach
  void close() {
    opened.forEach(PostgresStore::close);
  }

  @Override
  protected ChangeFeed feed() {
    return open(server.url(database)).feed();
  }

  @Override
  protected Stores stores() {
    return open(server.url(database)).stores();
  }

  /** Two homes may be two schemas of one database. */
  @Override
  protected Stores others() {
    String url = server.url(database);
    return open(url + (url.contains("?") ? "&" : "?") + "currentSchema=other").stores();
  }

  private PostgresStore open(String url) {
    opened.add(
        PostgresStore.open(
            PostgresServer.settingsOf(url), PostgresServer.SECRETS, Checkpoints.NONE));
    return opened.getLast();
  }

  @Test
  void aFeedWhoseConnectionIsLostSaysSoAndListensAgain() throws InterruptedException {
    Stores stores = stores();
    try (ChangeFeed feed = feed()) {
      server.cutOff(database);
      assertThat(feed.await(LONG)).as("there may have been something").isTrue();
      while (feed.await(Duration.ofMillis(300))) {
        // Until it listens again; what it cannot see may have changed.
      }
      stores.registry().register(change("a"), registration("a", 1));
      assertThat(feed.await(LONG)).isTrue();
    }
  }
}
