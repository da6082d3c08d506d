package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The record of a home from the command line, also after somebody edited its file. */
final class AuditTest {
  @TempDir Path folder;

  @BeforeEach
  void home() {
    SmallModel.register(folder.resolve("home"));
  }

  @Test
  void aHomeIsWholeAndSaysWhatAChainCannotShow() {
    SpokenCommand told = run("verify");
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out()).contains("4 events, each as it was written; head ", "--against FILE");
    JsonObject json = JsonObject.of(run("verify", "--json").json());
    assertThat(json.whole("events")).isEqualTo(4);
    assertThat(json.text("head")).hasSize(64);
  }

  @Test
  void eventsAreListedByWhatTheyAreAbout() {
    assertThat(run("list").out().lines()).hasSize(5);
    SpokenCommand chosen = run("list", "--action", "model.choose");
    assertThat(chosen.out()).contains("model/small/1", "choose").doesNotContain("evidence");
    assertThat(run("list", "--subject", "model/other").out()).contains("no such events");
    assertThat(JsonObject.of(run("list", "--limit", "2", "--json").json()).items("events"))
        .hasSize(2);
  }

  /** What the sqlite3 tool would do; each time the first event that does not fit is named. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "UPDATE event SET reason = 'nothing to see' WHERE id = 2 | 2 | content",
        "UPDATE event SET actor = 'somebody' WHERE id = 4 | 4 | content",
        "UPDATE event SET at = at + 1 WHERE id = 3 | 3 | content",
        "UPDATE event SET digest = previous WHERE id = 1 | 1 | content",
        "UPDATE event SET action = 'no.such' WHERE id = 2 | 2 | cannot be read",
        "UPDATE event SET detail = char(27) WHERE id = 2 | 2 | cannot be read",
        "DELETE FROM event WHERE id = 2 | 2 | missing",
        "UPDATE event SET id = 9 WHERE id = 4 | 4 | missing",
        "INSERT INTO event SELECT 5, project, actor, standing, reason, 'k', at, action, subject,"
            + " request, detail, digest, digest FROM event WHERE id = 4 | 5 | content",
        "INSERT INTO event SELECT 5, project, actor, standing, reason, 'k', at, action, subject,"
            + " request, detail, previous, digest FROM event WHERE id = 4 | 5 | does not follow",
      })
  void anEditOfTheFileIsFound(String edit, long event, String why) throws SQLException {
    sql(edit);
    SpokenCommand told = run("verify");
    assertThat(told.code()).isEqualTo(1);
    assertThat(told.err())
        .contains("event " + event, why, "found ", "allowed: ", "STORE_CORRUPT", "backup")
        .doesNotContain("\u001b", "Exception");
    SpokenCommand json = run("verify", "--json");
    assertThat(json.code()).isEqualTo(1);
    JsonObject problem = JsonObject.of(JsonObject.of(json.json()).items("problems").get(0));
    assertThat(problem.text("where")).startsWith("event " + event);
    assertThat(problem.text("found")).isNotEmpty();

    Path file = folder.resolve("export.jsonl");
    assertThat(run("export", "--output", file.toString()).code()).isEqualTo(1);
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("export.jsonl.part")).doesNotExist();
  }

  @Test
  void aRemovedLastEventIsFoundByAnExportThatWasKept() throws Exception {
    Path kept = export();
    sql("DELETE FROM event WHERE id = 4");
    assertThat(run("verify").code()).as("a chain alone cannot show it").isZero();

    SpokenCommand told = run("verify", "--against", kept.toString());
    assertThat(told.code()).isEqualTo(1);
    assertThat(told.err()).contains("event 4, of 20", "removed", "found nothing");

    String last = Files.readAllLines(kept).getLast();
    Path head = Files.writeString(folder.resolve("head.json"), last + "\n");
    assertThat(run("verify", "--against", head.toString()).err()).contains("event 4: ", "removed");
  }

  @Test
  void aHomeGoesOnFromItsExport() throws IOException {
    Path kept = export();
    assertThat(Files.readAllLines(kept)).hasSize(5);
    SpokenCommand change =
        SpokenCommand.run(
            "models", "choose", "small", "1", "--reason", "again", "--home", homeFolder());
    assertThat(change.code()).as(change.err()).isZero();

    SpokenCommand told = run("verify", "--against", kept.toString());
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out()).contains("they go on from the record in");
    assertThat(run("export").out().lines().toList()).startsWith(firstFour(kept));
  }

  @Test
  void aFileThatIsNoExportIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("no.jsonl"), "{\"id\": 1}\n");
    SpokenCommand told = run("verify", "--against", file.toString());
    assertThat(told.code()).isEqualTo(2);
    assertThat(told.err()).contains("no.jsonl:1", "audit export");
    assertThat(run("verify", "--against", folder.resolve("none").toString()).code()).isEqualTo(2);
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(run("verify", "--against", file.toString()).code()).isEqualTo(2);
  }

  private static String[] firstFour(Path kept) throws IOException {
    return Files.readAllLines(kept).subList(0, 4).toArray(String[]::new);
  }

  private Path export() {
    Path kept = folder.resolve("kept.jsonl");
    SpokenCommand told = run("export", "--output", kept.toString());
    assertThat(told.code()).as(told.err()).isZero();
    assertThat(told.out()).contains("4 events; keep it elsewhere");
    return kept;
  }

  private String homeFolder() {
    return folder.resolve("home").toString();
  }

  private SpokenCommand run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--home", homeFolder()));
    return SpokenCommand.run(all.toArray(String[]::new));
  }

  private void sql(String edit) throws SQLException {
    String address = "jdbc:sqlite:" + folder.resolve("home").resolve("millrace.db");
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER event_is_never_changed");
      statement.execute("DROP TRIGGER event_is_never_removed");
      assertThat(statement.executeUpdate(edit)).isEqualTo(1);
    }
  }
}
