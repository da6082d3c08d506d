package dev.millrace.store.sql;

import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.registration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.json.Json;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.EventAction;
import dev.millrace.store.postgres.PostgresServer;
import dev.millrace.store.postgres.PostgresStore;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import dev.millrace.testkit.store.RandomChanges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All metadata of a home moves from SQLite to PostgreSQL and back, and is the same. */
@Tag("contract")
class TableCopyTest {
  private static final UpkeepNote NOTE =
      new UpkeepNote(change("move"), EventAction.HOME_MOVE, "home/metadata", Json.of("moved"));
  private static PostgresServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    server = PostgresServer.start(data);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void everythingIsTheSameThereAndBack() {
    try (SqliteStore from = sqlite("from.db");
        PostgresStore into = postgres()) {
      RandomChanges changes = new RandomChanges(from.stores(), 7);
      for (int step = 0; step < 900; step++) {
        var _ = changes.step();
      }
      Map<String, List<String>> before = content(from);
      assertThat(before.get("event")).hasSizeGreaterThan(200);
      assertThat(before).hasSizeGreaterThan(15).containsKeys("machine", "model_label");

      TableCopy.Copied copied = TableCopy.move(from.transactions(), into.transactions(), NOTE);

      assertThat(copied.events()).isEqualTo(from.stores().events().verify());
      assertThat(copied.rows())
          .allSatisfy((table, rows) -> assertThat(before.get(table)).hasSize(rows.intValue()));
      Map<String, List<String>> after = content(into);
      after.computeIfPresent(
          "event",
          (table, events) ->
              events.stream().filter(event -> !event.contains("=home.move|")).toList());
      assertThat(after).isEqualTo(before);
      assertThat(into.stores().events().verify())
          .isInstanceOfSatisfying(
              ChainCheck.Whole.class,
              whole -> assertThat(whole.events()).isEqualTo(copied.events().events() + 1));
      into.stores().registry().register(change("it goes on"), registration("later", 77));

      into.snapshot(folder.resolve("back.db"));
      try (SqliteStore back = sqlite("back.db")) {
        assertThat(content(back)).isEqualTo(content(into));
        assertThat(back.checkIntegrity()).isEmpty();
        assertThat(back.stores().events().verify()).isEqualTo(into.stores().events().verify());
      }
    }
  }

  @Test
  void aDatabaseWithContentIsRefusedAndStaysAsItIs() {
    try (SqliteStore from = sqlite("from.db");
        PostgresStore into = postgres()) {
      from.stores().registry().register(change("a"), registration("mine", 1));
      into.stores().registry().register(change("b"), registration("theirs", 1));
      Map<String, List<String>> before = content(into);

      assertThat(
              refusal(
                  ErrorCode.CONFLICT,
                  () -> TableCopy.move(from.transactions(), into.transactions(), NOTE)))
          .contains("has some", "nothing was copied");

      assertThat(content(into)).isEqualTo(before);
      assertThat(into.stores().events().verify()).isInstanceOf(ChainCheck.Whole.class);
    }
  }

  @Test
  void aBrokenChainIsNotMoved() {
    try (SqliteStore from = sqlite("from.db");
        PostgresStore into = postgres()) {
      for (int i = 1; i < 9; i++) {
        from.stores().registry().register(change("a" + i), registration("s" + i, i));
      }
      var _ =
          from.transactions()
              .write(
                  writing -> {
                    writing.session().execute("DROP TRIGGER event_is_never_changed");
                    return writing.session().execute("UPDATE event SET reason = 'x' WHERE id = 5");
                  });

      assertThat(
              refusal(
                  ErrorCode.STORE_FAILED,
                  () -> TableCopy.move(from.transactions(), into.transactions(), NOTE)))
          .contains("not the same", "not kept");

      assertThat(content(into).get("event")).isEmpty();
      assertThat(content(into).get("model_version")).isEmpty();
    }
  }

  /** Every row of every table, as text, in an order of texts. */
  private static Map<String, List<String>> content(MetadataStore store) {
    return store
        .transactions()
        .read(
            session -> {
              Map<String, List<String>> all = new TreeMap<>();
              for (TableShape table : TableShape.all(session)) {
                all.put(table.name(), rows(session, table));
              }
              return all;
            });
  }

  private static List<String> rows(SqlSession session, TableShape table) {
    List<String> rows =
        session.list(
            table.select(),
            row -> {
              List<String> values = new ArrayList<>();
              for (String column : table.columns()) {
                values.add(column + "=" + row.getObject(column));
              }
              values.sort(String::compareTo);
              return String.join("|", values);
            });
    rows.sort(String::compareTo);
    return rows;
  }

  private SqliteStore sqlite(String name) {
    return SqliteStore.open(folder.resolve(name), SqliteSettings.DEFAULTS, Checkpoints.NONE);
  }

  private static PostgresStore postgres() {
    return PostgresStore.open(
        PostgresServer.settingsOf(server.url(server.copyOfMade())),
        PostgresServer.SECRETS,
        Checkpoints.NONE);
  }
}
