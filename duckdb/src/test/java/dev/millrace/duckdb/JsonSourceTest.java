package dev.millrace.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of JSON objects become the same tables as the same rows in separated text. */
final class JsonSourceTest {
  private static final String LINES =
      """
      {"id": 1, "at": "2026-03-01T12:00:00Z", "user": {"name": "ann", "age": 31}, "tags": ["a", "b"]}
      {"id": 2, "at": "2026-03-02T12:00:00Z", "user": {"name": "", "age": null}, "extra": 0.5}
      {"user": {"name": "b\\u00f6b, \\"x\\"", "age": 7}, "id": 3, "at": null, "tags": [], "ok": true}
      """;

  @TempDir Path folder;
  private OpenEngine open;

  @BeforeEach
  void open() {
    open = new OpenEngine(folder, 2);
  }

  @AfterEach
  void close() {
    open.close();
  }

  private PinnedSource json(String name, String text) {
    return OpenEngine.pinned(SourceFormat.JSON, open.file(name, text));
  }

  @Test
  void nestedObjectsBecomeColumnsAndListsTheirText() {
    PinnedSource source = json("rows.jsonl", LINES);
    assertThat(open.engine.infer(source, ReadOptions.DEFAULTS).columns())
        .extracting(InferredColumn::field)
        .extracting(field -> field.name() + " " + field.type().text())
        .containsExactly(
            "id int64",
            "at instant",
            "user.name utf8",
            "user.age int64",
            "tags utf8",
            "extra float64",
            "ok bool");
    Landed landed = open.landInferred(source);
    assertThat(landed.ledger().rejectedRows()).isZero();
    assertThat(open.rows(landed))
        .extracting(row -> Arrays.asList(row.get(0), row.get(2), row.get(3), row.get(4)))
        .containsExactly(
            Arrays.asList(1L, "ann", 31L, "[\"a\", \"b\"]"),
            Arrays.asList(2L, "", null, null),
            Arrays.asList(3L, "böb, \"x\"", 7L, "[]"));
    assertThat(open.rows(landed).get(1).get(5)).isEqualTo(0.5);
    assertThat(open.rows(landed).get(2).get(6)).isEqualTo(true);
  }

  @Test
  void everyShapeAndSeparatedTextGiveTheSameTable() throws IOException {
    StringBuilder csv = new StringBuilder("x,kind,user.age\n");
    StringBuilder lines = new StringBuilder();
    StringBuilder array = new StringBuilder("[\n");
    StringBuilder objects = new StringBuilder("{\n}\n");
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 3_000; i++) {
      double x = random.nextInt(-500, 500) / 8.0;
      String kind = random.nextInt(9) == 0 ? "" : "k" + random.nextInt(4);
      String age = random.nextInt(5) == 0 ? "" : String.valueOf(random.nextInt(99));
      csv.append(x).append(',').append(kind).append(',').append(age).append('\n');
      String object =
          "{\"x\": "
              + x
              + (kind.isEmpty() ? "" : ", \"kind\": \"" + kind + "\"")
              + (age.isEmpty() ? ", \"user\": {}" : ", \"user\": {\"age\": " + age + "}")
              + "}";
      lines.append(object).append('\n');
      array.append(i == 0 ? "" : ",\n").append(object.replace(",", ",\n   "));
      objects.append(object.replace("{", "{\n")).append('\n');
    }
    array.append("\n]\n");
    Landed expected = open.landInferred(OpenEngine.csv(open.file("rows.csv", csv.toString())));
    for (PinnedSource source :
        List.of(
            json("rows.jsonl", lines.toString()),
            json("rows.json", array.toString()),
            OpenEngine.pinned(SourceFormat.JSON, gzip("rows.json.gz", lines.toString())))) {
      Landed landed = open.engine.land(source, OpenEngine.plan(open.engine, source));
      assertThat(open.rows(landed)).isEqualTo(open.rows(expected));
      assertThat(landed.cut().digest()).isEqualTo(expected.cut().digest());
    }
    Landed spread = open.landInferred(json("spread.json", objects.toString()));
    assertThat(open.rows(spread).subList(1, 3_001)).isEqualTo(open.rows(expected));
  }

  private Path gzip(String name, String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(UTF_8));
    }
    return open.file(name, out.toByteArray());
  }

  @Test
  void recordsThatCannotBeReadAreKeptWithTheirReasons() {
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    PinnedSource source =
        json(
            "rows.jsonl",
            String.join(
                "\n",
                "{\"a\": 1, \"b\": \"x\"}",
                "{\"a\": 2",
                "[1, 2]",
                "{\"a\": 3, \"a\": 4}",
                "{\"a\": 1, \"c\": {\"d\": 1}, \"c.d\": 2}",
                "{\"a\": \"no number\"}",
                deep,
                "{\"a\": 5, \"\\u0007\": 1}",
                "{\"a\": 6, \"b\": \"\\ud800\"}",
                "{\"a\": 7, \"b\": \"\\u0000\"}",
                "{\"a\": 1e400}",
                "{\"a\": 8, \"b\": \"y\"} {\"a\": 9}",
                "{\"a\": 10}"));
    Landed landed = open.engine.land(source, open.inferredPlan(json("a.jsonl", "{\"a\":1}")));

    assertThat(open.rows(landed)).containsExactly(List.of(1L), List.of(10L));
    assertThat(landed.ledger().rejected())
        .containsEntry("not json", 2L)
        .containsEntry("no json object", 1L)
        .containsEntry("a name twice", 2L)
        .containsEntry("not int64", 2L)
        .containsEntry("nested too deeply", 1L)
        .containsEntry("a name no column can have", 1L)
        .containsEntry("not utf-8", 1L)
        .containsEntry("zero byte", 1L);
    assertThat(landed.ledger().read())
        .isEqualTo(13)
        .isEqualTo(landed.ledger().landed() + landed.ledger().rejectedRows());
    assertThat(landed.examples())
        .anyMatch(record -> record.ordinal() == 5 && record.column().equals("a"));
  }

  /** Whatever is done to a file, it gives rows and reasons that add up, or one documented error. */
  @Test
  void damagedFilesGiveRowsOrAnErrorWithACode() {
    byte[] whole = LINES.repeat(5).getBytes(UTF_8);
    SplittableRandom random = new SplittableRandom(11);
    for (int seed = 0; seed < 400; seed++) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
      PinnedSource source = OpenEngine.pinned(SourceFormat.JSON, open.file("damaged-" + seed, cut));
      MillraceException refused =
          catchThrowableOfType(
              MillraceException.class,
              () -> {
                Landed landed = open.landInferred(source);
                assertThat(landed.ledger().read())
                    .isEqualTo(landed.ledger().landed() + landed.ledger().rejectedRows());
              });
      if (refused != null) {
        assertThat(refused.code())
            .as("seed %d: %s", seed, refused.getMessage())
            .isIn(ErrorCode.SOURCE_UNREADABLE, ErrorCode.SOURCE_EMPTY);
      }
    }
  }

  @Test
  void aFileWithTooManyNamesIsRefused() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_001; i++) {
      text.append("{\"c").append(i).append("\":1}\n");
    }
    PinnedSource source = json("wide.jsonl", text.toString());
    MillraceException refused =
        catchThrowableOfType(
            MillraceException.class, () -> open.engine.infer(source, ReadOptions.DEFAULTS));
    assertThat(refused.code()).isEqualTo(ErrorCode.COLUMN_LIMIT);
  }

  @Test
  void aFileWithoutRecordsIsToldAsEmpty() {
    for (String text : List.of("", "\n\n", "[]", "[ ]\n")) {
      MillraceException refused =
          catchThrowableOfType(
              MillraceException.class,
              () -> open.engine.infer(json("empty.json", text), ReadOptions.DEFAULTS));
      assertThat(refused.code()).as(text).isEqualTo(ErrorCode.SOURCE_EMPTY);
    }
  }
}
