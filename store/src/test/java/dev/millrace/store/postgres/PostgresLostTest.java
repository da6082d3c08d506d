package dev.millrace.store.postgres;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.sql.Asking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of changes and reads whose connection, or whose server, is lost. */
@Tag("contract")
class PostgresLostTest {
  private static PostgresServer server;
  private String database;

  @BeforeAll
  static void startServer(@TempDir Path data) throws IOException {
    server = PostgresServer.start(data);
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeDatabase() {
    database = server.copyOfMade();
  }

  private PostgresStore open(Checkpoints checkpoints) {
    return PostgresStore.open(server.settings(database), PostgresServer.SECRETS, checkpoints);
  }

  private static int runs(Stores stores) {
    return stores.runQueries().list(PROJECT, RunPage.newest(10)).size();
  }

  @Test
  void connectionsLostWhileIdleAreOpenedAgain() {
    try (PostgresStore store = open(Checkpoints.NONE)) {
      store.stores().runs().start(change("a"), start(1, HERE));
      assertThat(runs(store.stores())).isOne();
      server.cutOff(database);
      assertThat(runs(store.stores())).isOne();
      server.cutOff(database);
      assertThat(store.stores().serving().nodes().list(NOON)).isEmpty();
      server.cutOff(database);
      assertThat(refusal(ErrorCode.RUN_ACTIVE, () -> startAgain(store.stores()))).contains("run");
    }
  }

  private static void startAgain(Stores stores) {
    stores.runs().start(change("b"), start(2, HERE));
  }

  @Test
  void aChangeLostBeforeItsCommitIsMadeOnANewConnection() {
    AtomicInteger turns = new AtomicInteger();
    try (PostgresStore store = open(Checkpoints.NONE)) {
      int done =
          store
              .transactions()
              .write(
                  write -> {
                    if (turns.incrementAndGet() == 1) {
                      server.cutOff(database);
                    }
                    Asking.something(write);
                    return turns.get();
                  });
      assertThat(done).isEqualTo(2);
    }
  }

  @Test
  void aChangeLostInItsCommitIsInDoubtAndCanBeMadeAgain() {
    AtomicBoolean cut = new AtomicBoolean();
    try (PostgresStore store =
        open(
            point -> {
              if (point.equals("before-commit:run.start") && !cut.getAndSet(true)) {
                server.cutOff(database);
              }
            })) {
      Stores stores = store.stores();
      assertThat(
              refusal(
                  ErrorCode.STORE_UNREACHABLE,
                  () -> stores.runs().start(change("a"), start(1, HERE))))
          .contains("whether it was made is not known", "a change is not made twice");
      assertThat(runs(stores)).isZero();
      assertThat(stores.runs().start(change("a"), start(1, HERE)).lease().epoch()).isOne();
      assertThat(stores.runs().start(change("a"), start(1, HERE)).lease().epoch()).isOne();
      assertThat(runs(stores)).isOne();
      assertThat(stores.events().verify()).isInstanceOf(ChainCheck.Whole.class);
    }
  }

  @Test
  void aServerThatWasAwayIsUsedAgain() throws IOException {
    try (PostgresStore store = open(Checkpoints.NONE)) {
      Stores stores = store.stores();
      stores.runs().start(change("a"), start(1, HERE));
      server.stop();
      assertThat(refusal(ErrorCode.STORE_UNREACHABLE, () -> runs(stores)))
          .contains("cannot be reached", "jdbc:postgresql://localhost")
          .doesNotContain(PostgresServer.PASSWORD_VALUE);
      assertThat(refusal(ErrorCode.STORE_UNREACHABLE, () -> startAgain(stores)))
          .contains("what was committed is safe");
      server.startAgain();
      assertThat(runs(stores)).isOne();
      stores.runs().start(change("a"), start(1, HERE));
      assertThat(stores.events().verify()).isInstanceOf(ChainCheck.Whole.class);
    }
  }

  /** A store must be able to end when its server is gone: a process would hang otherwise. */
  @Test
  void aStoreIsClosedWithoutItsServer() throws IOException {
    PostgresStore store = open(Checkpoints.NONE);
    store.stores().runs().start(change("a"), start(1, HERE));
    server.stop();
    try {
      store.close();
    } finally {
      server.startAgain();
    }
    try (PostgresStore again = open(Checkpoints.NONE)) {
      assertThat(runs(again.stores())).isOne();
    }
  }
}
