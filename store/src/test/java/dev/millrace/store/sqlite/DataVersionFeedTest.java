package dev.millrace.store.sqlite;

import dev.millrace.spi.store.ChangeFeed;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.ChangeFeedContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps the contract of feeds. */
@Tag("contract")
class DataVersionFeedTest extends ChangeFeedContract {
  private final Path folder;
  private final List<SqliteStore> opened = new ArrayList<>();

  DataVersionFeedTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    opened.forEach(SqliteStore::close);
  }

  @Override
  protected ChangeFeed feed() {
    return open("home.db").feed();
  }

  @Override
  protected Stores stores() {
    return open("home.db").stores();
  }

  @Override
  protected Stores others() {
    return open("other.db").stores();
  }

  private SqliteStore open(String name) {
    opened.add(SqliteStore.open(folder.resolve(name), SqliteSettings.DEFAULTS, Checkpoints.NONE));
    return opened.getLast();
  }
}
