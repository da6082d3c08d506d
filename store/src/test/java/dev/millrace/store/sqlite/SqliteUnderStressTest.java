package dev.millrace.store.sqlite;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metadata file when it is locked, full, tampered with, used by very many, or closed. */
@Tag("contract")
class SqliteUnderStressTest {
  private static final Evidence REPORT =
      new Evidence(digest("scorer"), new EvidenceKind("report"), digest("blob"));

  private final OpenStores home;

  SqliteUnderStressTest(@TempDir Path folder) {
    home = new OpenStores(folder);
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void whoeverWaitsTooLongLearnsWhoMayBeInTheWay() throws SQLException {
    SqliteSettings impatient = new SqliteSettings(Duration.ofMillis(20), 1, 8, 1L << 30);
    Stores stores = home.store(impatient, Checkpoints.NONE).stores();
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThat(
              refusal(
                  ErrorCode.STORE_BUSY,
                  () -> stores.registry().register(change("a"), registration("s", 1))))
          .contains("no run in progress", "Try again");
      assertThat(stores.registryQueries().listModels(PROJECT)).isEmpty();
      statement.execute("ROLLBACK");
      stores.runs().start(change("b"), start(1, HERE));
      statement.execute("BEGIN IMMEDIATE");
      assertThat(
              refusal(
                  ErrorCode.STORE_BUSY,
                  () -> stores.registry().register(change("a"), registration("s", 1))))
          .contains(HERE.toString(), "taxi-tips");
      statement.execute("ROLLBACK");
    }
    assertThat(stores.registry().register(change("a"), registration("s", 1)).version())
        .isEqualTo(1);
  }

  @Test
  void aFullFileLosesNothingThatWasCommitted() {
    SqliteSettings small = new SqliteSettings(Duration.ofSeconds(15), 1, 8, 450_000);
    Stores stores = home.store(small, Checkpoints.NONE).stores();
    Lease lease = stores.runs().start(change("a"), start(1, HERE)).lease();
    List<Integer> committed = new ArrayList<>();

    String refused =
        refusal(
            ErrorCode.DISK_FULL,
            () -> {
              for (int i = 0; i < 10_000; i++) {
                stores.runs().commit(change("c" + i), lease, made("s", "k" + i, "x".repeat(3000)));
                committed.add(i);
              }
            });

    assertThat(refused).contains("no room", "safe");
    assertThat(committed).isNotEmpty();
    assertThat(stores.runQueries().load(PROJECT, lease.holder().run()).stages())
        .hasSize(committed.size());
    SqliteStore roomier = home.store(SqliteSettings.DEFAULTS, Checkpoints.NONE);
    roomier.stores().runs().commit(change("more"), lease, made("s", "more", "more"));
    assertThat(roomier.stores().events().verify()).isInstanceOf(ChainCheck.Whole.class);
    assertThat(roomier.checkIntegrity()).isEmpty();
  }

  @Test
  void aChangedEventIsFound() throws SQLException {
    Stores stores = home.open(Checkpoints.NONE);
    for (int i = 1; i <= 1500; i++) {
      stores.evidence().append(change("a" + i), REPORT);
    }
    assertThat(stores.events().verify())
        .isInstanceOfSatisfying(
            ChainCheck.Whole.class, whole -> assertThat(whole.events()).isEqualTo(1500));
    assertThatThrownBy(() -> execute("UPDATE event SET reason = 'x' WHERE id = 1203"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> execute("DELETE FROM event WHERE id = 1203"))
        .hasMessageContaining("append-only");

    execute("DROP TRIGGER event_is_never_changed");
    execute("UPDATE event SET reason = 'because I say so' WHERE id = 1203");
    assertBroken(stores, 1203);
    assertThat(((ChainCheck.Broken) stores.events().verify()).at())
        .contains(stores.events().read(PROJECT, 1202, 1).getFirst().change().at());
    execute("UPDATE event SET detail = '{broken' WHERE id = 77");
    assertBroken(stores, 77);
    execute("UPDATE event SET action = 'no.such-action' WHERE id = 50");
    assertBroken(stores, 50);
    execute("DROP TRIGGER event_is_never_removed");
    execute("DELETE FROM event WHERE id = 12");
    assertBroken(stores, 12);
    execute("DELETE FROM event WHERE id = 1");
    assertBroken(stores, 1);
  }

  @Test
  void changesOfManyVirtualThreadsShareCommitsAndAreAllThere() throws Exception {
    int count = 400;
    List<Stores> processes = List.of(home.open(Checkpoints.NONE), home.open(Checkpoints.NONE));
    List<Future<EvidenceRecord>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        String key = "a" + i;
        Stores stores = processes.get(i % 2);
        answers.add(threads.submit(() -> stores.evidence().append(change(key), REPORT)));
      }
    }
    List<Long> sequences = new ArrayList<>();
    for (Future<EvidenceRecord> answer : answers) {
      sequences.add(answer.get().sequence());
    }
    assertThat(sequences)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, count).mapToObj(i -> (long) i).toList());
  }

  @Test
  void oneRefusalInAGroupTakesNoOtherWithIt() throws Exception {
    Stores stores = home.open(Checkpoints.NONE);
    List<Future<?>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 200; i++) {
        int number = i;
        answers.add(
            threads.submit(
                () -> {
                  if (number % 3 == 0) {
                    refusal(
                        ErrorCode.MODEL_UNKNOWN,
                        () ->
                            stores
                                .registry()
                                .rollBack(change("r" + number), TIPS, OptionalInt.empty()));
                  } else {
                    stores.evidence().append(change("a" + number), REPORT);
                  }
                }));
      }
      for (Future<?> answer : answers) {
        answer.get();
      }
    }
    assertThat(stores.evidence().list(PROJECT, digest("scorer"))).hasSize(133);
  }

  @Test
  void anInterruptDoesNotLoseTheAnswer() {
    Stores stores = home.open(Checkpoints.NONE);
    Thread.currentThread().interrupt();
    assertThat(stores.evidence().append(change("a"), REPORT).sequence()).isEqualTo(1);
    assertThat(stores.evidence().list(PROJECT, digest("scorer"))).hasSize(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aClosedStoreRefuses() {
    SqliteStore store = home.store(SqliteSettings.DEFAULTS, Checkpoints.NONE);
    store.close();
    store.close();
    assertThatThrownBy(() -> store.stores().evidence().append(change("a"), REPORT))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> store.stores().registryQueries().listModels(PROJECT))
        .isInstanceOf(RejectedExecutionException.class);
  }

  private static void assertBroken(Stores stores, long event) {
    assertThat(stores.events().verify())
        .isInstanceOfSatisfying(
            ChainCheck.Broken.class, broken -> assertThat(broken.event()).isEqualTo(event));
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + home.database().toUri());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
