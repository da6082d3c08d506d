package dev.millrace.core.audit;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.elsewhere;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.PhaseMove;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports say what changed from what to what; a home is held against one. */
class AuditTest {
  private static final String SECRET = "cell 'Ann Smith' is no number";

  private final Stores stores = new MemoryStore().open();

  @Test
  void everyEventIsALineWithWhatStoodBefore() throws IOException {
    history();
    List<JsonObject> lines = lines(AuditEvent.Texts.WHOLE);

    assertThat(lines).hasSize(9);
    assertThat(lines.getLast().whole("events")).isEqualTo(8);
    assertThat(lines.getLast().text("head")).isEqualTo(lines.get(7).text("digest"));
    assertThat(lines.get(3).text("action")).isEqualTo("model.choose");
    assertThat(lines.get(3).find("before")).isEmpty();
    assertThat(lines.get(4).object("before").integer("version")).isEqualTo(1);
    assertThat(lines.get(4).object("after").integer("version")).isEqualTo(2);
    assertThat(lines.get(5).object("before").text("phase")).isEqualTo("ASSESSMENT");
    assertThat(lines.get(5).object("after").text("phase")).isEqualTo("DEVELOPMENT");
    assertThat(lines.get(6).text("project")).isEqualTo("other");
    assertThat(lines.get(7).text("actor")).isEqualTo("ann");
    assertThat(lines.get(7).object("after").text("problem")).isEqualTo(SECRET);
  }

  @Test
  void textsThatMayQuoteDataAreDigestsUnlessAskedFor() throws IOException {
    history();
    assertThat(export(AuditEvent.Texts.DIGESTS)).doesNotContain("Ann Smith");
    assertThat(lines(AuditEvent.Texts.DIGESTS).get(7).object("after").text("problem"))
        .matches("sha-256:[0-9a-f]{64}");
  }

  @Test
  void aHomeThatGoesOnFromAnExportIsWhole() throws IOException {
    history();
    String kept = export(AuditEvent.Texts.DIGESTS);
    stores.registry().register(change("later"), registration("s9", 9));
    ChainCheck.Whole chain = (ChainCheck.Whole) stores.events().verify();

    assertThat(compare(kept, stores)).isEqualTo(chain);
    assertThat(compare(lastLine(kept), stores)).isEqualTo(chain);
    assertThat(compare(lastLine("\n" + export(new MemoryStore().open())), stores)).isEqualTo(chain);
  }

  @Test
  void eventsRemovedFromTheEndAreNamed() throws IOException {
    history();
    String kept = export(AuditEvent.Texts.DIGESTS);
    Stores shorter = new MemoryStore().open();
    var _ = begin(shorter);

    assertThat(compare(kept, shorter))
        .isInstanceOfSatisfying(
            ChainCheck.Broken.class,
            broken -> {
              assertThat(broken.event()).isEqualTo(2);
              assertThat(broken.at()).contains(NOON);
              assertThat(broken.why()).contains("removed");
            });
    assertThat(compare(lastLine(kept), shorter))
        .isInstanceOfSatisfying(
            ChainCheck.Broken.class, broken -> assertThat(broken.event()).isEqualTo(8));
  }

  @Test
  void aRecordWrittenAnewIsFoundAtItsFirstOtherEvent() throws IOException {
    history();
    String kept = export(AuditEvent.Texts.DIGESTS);
    Stores anew = new MemoryStore().open();
    var _ = begin(anew);
    for (int i = 0; i < 9; i++) {
      anew.registry().register(change("x" + i), registration("forged" + i, 2));
    }

    assertThat(compare(kept, anew))
        .isInstanceOfSatisfying(
            ChainCheck.Broken.class,
            broken -> {
              assertThat(broken.event()).isEqualTo(2);
              assertThat(broken.expected()).isNotEqualTo(broken.found());
            });
    assertThat(compare(lastLine(kept), anew)).isInstanceOf(ChainCheck.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json\n",
        "{\"id\":1}\n",
        "{\"format\":\"other-1\",\"events\":1,\"head\":\"x\"}\n",
        "CUT",
        "HOLE",
        "TWICE"
      })
  void whatIsNoExportIsRefused(String text) throws IOException {
    history();
    String whole = export(AuditEvent.Texts.DIGESTS);
    List<String> lines = whole.lines().toList();
    String given =
        switch (text) {
          case "CUT" -> String.join("\n", lines.subList(0, 5));
          case "HOLE" -> lines.get(0) + "\n" + String.join("\n", lines.subList(2, lines.size()));
          case "TWICE" -> whole + lines.getLast();
          default -> text;
        };
    assertThatThrownBy(() -> compare(given, stores))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.USAGE);
              assertThat(e.problems().getFirst().where()).startsWith("kept.jsonl:");
            });
  }

  private void history() {
    Lease lease = begin(stores);
    stores.registry().register(change("2"), registration("s1", 1));
    stores.registry().register(change("3"), registration("s2", 2));
    choose("4", 1, OptionalInt.empty());
    choose("5", 2, OptionalInt.of(1));
    stores
        .registry()
        .move(change("6"), new PhaseMove(TIPS, 1, ModelPhase.ASSESSMENT, ModelPhase.DEVELOPMENT));
    stores.registry().register(elsewhere(change("7")), registration("s1", 1));
    stores.runs().finish(change("8"), lease, new RunEnd(RunStatus.FAILED, SECRET));
  }

  private static Lease begin(Stores stores) {
    return stores.runs().start(change("1"), start(1, HERE)).lease();
  }

  private void choose(String key, int version, OptionalInt expected) {
    stores
        .registry()
        .choose(
            change(key), new ChampionRequest(TIPS, version, expected, ChampionChoice.Kind.PROMOTE));
  }

  private String export(AuditEvent.Texts texts) throws IOException {
    StringBuilder out = new StringBuilder();
    assertThat(new AuditExport(stores.events(), texts).write(out))
        .isEqualTo(stores.events().verify());
    return out.toString();
  }

  private static String export(Stores stores) throws IOException {
    StringBuilder out = new StringBuilder();
    var _ = new AuditExport(stores.events(), AuditEvent.Texts.DIGESTS).write(out);
    return out.toString();
  }

  private List<JsonObject> lines(AuditEvent.Texts texts) throws IOException {
    return export(texts)
        .lines()
        .map(line -> JsonObject.of(JsonReader.read(line.getBytes(StandardCharsets.UTF_8))))
        .toList();
  }

  private static String lastLine(String export) {
    return export.lines().reduce((first, second) -> second).orElseThrow();
  }

  private static ChainCheck compare(String kept, Stores stores) throws IOException {
    ChainCheck.Whole chain = (ChainCheck.Whole) stores.events().verify();
    return new KeptRecord("kept.jsonl", new BufferedReader(new StringReader(kept)))
        .compare(stores.events(), chain);
  }
}
