package dev.millrace.duckdb.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.spi.data.SourceObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records and fields: as the naive reading finds them, however the file is cut into blocks. */
class RecordCursorTest {
  private static final String HEADER = "h1,h2\n";

  @TempDir private Path folder;

  private List<String> records(String body, int blockBytes) {
    byte[] bytes = (HEADER + body).getBytes(StandardCharsets.UTF_8);
    try {
      Path file = Files.write(folder.resolve("records.csv"), bytes);
      SourceObject object = new SourceObject(file.toString(), bytes.length, Digest.ofBytes(bytes));
      List<String> records = new ArrayList<>();
      try (CsvFile csv = CsvFile.open(object, file, Optional.of(','), blockBytes)) {
        for (RecordBlock block = csv.next(); block != null; block = csv.next()) {
          RecordCursor cursor = new RecordCursor(csv.dialect(), block);
          while (cursor.next()) {
            if (!cursor.isBlank()) {
              records.add(fields(cursor));
            }
          }
        }
        csv.requireUnchanged();
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fields(RecordCursor cursor) {
    if (cursor.broken() != null) {
      return "broken";
    }
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < cursor.fields(); i++) {
      String field =
          new String(
              cursor.data(),
              cursor.start(i),
              cursor.end(i) - cursor.start(i),
              StandardCharsets.UTF_8);
      fields.append(
          cursor.kind(i) == RecordCursor.PLAIN
              ? "<" + field + ">"
              : "[" + field.replace("\"\"", "\"") + "]");
    }
    return fields.toString();
  }

  /** Random text whose quotes that open a field are closed. */
  private static String closed(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int field = random.nextInt(30); field > 0; field--) {
      if (random.nextInt(3) == 0) {
        text.append('"').append(characters(random, "ab,\n\r ä").replace("b", "\"\"")).append('"');
        text.append(random.nextInt(12) == 0 ? "x\"y" : "");
      } else {
        String plain = characters(random, "ab \"\r-ä");
        text.append(plain.startsWith("\"") ? "a" + plain : plain);
      }
      text.append(random.nextInt(3) == 0 ? (random.nextInt(3) == 0 ? "\r\n" : "\n") : ",");
    }
    return text.toString();
  }

  private static String characters(SplittableRandom random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(12); left > 0; left--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void blocksDoNotShow() {
    for (long seed = 0; seed < 1_500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String body = closed(random);
      List<String> expected = NaiveCsv.records(body, ',');
      for (int blockBytes : new int[] {8, 16 + random.nextInt(40), 1 << 16}) {
        assertThat(records(body, blockBytes)).as("seed %d: %s", seed, body).isEqualTo(expected);
      }
    }
  }

  @Test
  void openQuotesCostTheirLineWhateverTheBlocks() {
    for (String body :
        List.of(
            "1,\"open\n2,x\n3,y\n",
            "1,\"open\n2,x\n3,\"y\"\n4,z",
            "\"",
            "1,2\n\"\n",
            "1,\"a\n\"b\n\"",
            "1,2\n3,\"")) {
      List<String> expected = records(body, 1 << 16);
      assertThat(expected).contains("broken");
      for (int blockBytes = 8; blockBytes < 40; blockBytes++) {
        assertThat(records(body, blockBytes)).as(body).isEqualTo(expected);
      }
    }
    assertThat(records("1,\"open\n2,x\n3,y\n", 16)).containsExactly("broken", "<2><x>", "<3><y>");
  }

  @Test
  void aRecordThatIsTooLongIsOneRecord() {
    String tooLong = "1," + "x".repeat(ByteWindow.LONGEST_RECORD + 100_000);
    assertThat(records("0,a\n" + tooLong + "\n2,b\n", 1 << 20))
        .containsExactly("<0><a>", "broken", "<2><b>");
    assertThat(records(tooLong, 1 << 20)).containsExactly("broken");
  }

  @Test
  void oldLineEndsAreFound() {
    byte[] bytes = "a,b\r1,2\r3,\"x\r\"\r".getBytes(StandardCharsets.UTF_8);
    try {
      Path file = Files.write(folder.resolve("old.csv"), bytes);
      SourceObject object = new SourceObject(file.toString(), bytes.length, Digest.ofBytes(bytes));
      List<String> records = new ArrayList<>();
      try (CsvFile csv = CsvFile.open(object, file, Optional.empty(), 1 << 10)) {
        for (RecordBlock block = csv.next(); block != null; block = csv.next()) {
          RecordCursor cursor = new RecordCursor(csv.dialect(), block);
          while (cursor.next()) {
            records.add(fields(cursor));
          }
        }
      }
      assertThat(records).containsExactly("<1><2>", "<3>[x\r]");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
