package dev.millrace.duckdb.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonReader;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.SourceObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of JSON are cut into the same records whatever the blocks are. */
final class JsonCursorTest {
  private static final String[] TEXTS = {
    "", "a", "{", "}", "[", "]", ",", "\"", "\\", "\\\"}", "\n", "größer", "\ud83d\ude80", " "
  };

  @TempDir Path folder;

  private List<String> records(String text, int blockBytes) {
    byte[] bytes = text.getBytes(UTF_8);
    List<String> records = new ArrayList<>();
    try {
      Path file = Files.write(folder.resolve("any.json"), bytes);
      SourceObject object = new SourceObject(file.toString(), bytes.length, Digest.ofBytes(bytes));
      try (JsonFile json = JsonFile.open(object, file, blockBytes)) {
        for (RecordBlock block = json.next(); block != null; block = json.next()) {
          JsonCursor cursor = new JsonCursor(json.shape(), block);
          while (cursor.next()) {
            String record =
                new String(cursor.data(), cursor.start(), cursor.end() - cursor.start(), UTF_8);
            records.add(cursor.broken() == null ? record : cursor.broken());
          }
        }
        json.requireUnchanged();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  private static Json any(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> Json.of(random.nextLong(-1000, 1000));
      case 1 -> Json.of(random.nextInt() * 0.37);
      case 2 -> Json.Literal.NULL;
      case 3 -> Json.of(TEXTS[random.nextInt(TEXTS.length)]);
      case 4 -> object(random, depth + 1);
      default -> {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          items.add(any(random, depth + 1));
        }
        yield Json.items(items);
      }
    };
  }

  private static Json object(SplittableRandom random, int depth) {
    MembersBuilder members = Json.members();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      members.put(i + TEXTS[random.nextInt(TEXTS.length)], any(random, depth));
    }
    return members.build();
  }

  /** White space where JSON allows it, also line ends. */
  private static String spread(String json, SplittableRandom random) {
    StringBuilder out = new StringBuilder();
    boolean inText = false;
    boolean escaped = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      out.append(c);
      if (inText) {
        inText = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (c == '"') {
        inText = true;
      } else if (("{[,:".indexOf(c) >= 0) && random.nextInt(3) == 0) {
        out.append(random.nextBoolean() ? "\n  " : " ");
      }
    }
    return out.toString();
  }

  @Test
  void everyShapeIsCutAlikeWhateverTheBlocks() {
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> objects = new ArrayList<>();
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        objects.add(CanonicalJson.text(object(random, 0)));
      }
      List<String> wide = objects.stream().map(object -> spread(object, random)).toList();
      for (int blockBytes : new int[] {8, 16 + random.nextInt(40), 1 << 16}) {
        assertThat(records(String.join("\n", objects) + "\n", blockBytes)).isEqualTo(objects);
        assertThat(records(String.join("\r\n\n", objects), blockBytes)).isEqualTo(objects);
        assertThat(plain(records("[" + String.join(" ,\n", wide) + "]\n", blockBytes)))
            .as("seed %d", seed)
            .isEqualTo(objects);
        // In front of one that is spread, so that the file is not one of lines.
        assertThat(plain(records("{\n\n\n}" + String.join("", wide), blockBytes)))
            .as("seed %d", seed)
            .startsWith("{}")
            .endsWith(objects.getLast())
            .hasSize(objects.size() + 1);
      }
    }
  }

  private static List<String> plain(List<String> records) {
    return records.stream()
        .map(record -> CanonicalJson.text(JsonReader.read(record.getBytes(UTF_8))))
        .toList();
  }

  @Test
  void aBrokenLineCostsNoOther() {
    String good = "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n";
    assertThat(records(good + "{\"a\":\n[1]\nnull\n{\"a\":4}", 1 << 10))
        .containsExactly(
            "{\"a\":1}",
            "{\"a\":2}",
            "{\"a\":3}",
            "{\"a\":",
            "no json object",
            "no json object",
            "{\"a\":4}");
    assertThat(records("[{\"a\":1}, 7, \"x, {\", [2], {\"a\":8}, {\"b\": [1}", 1 << 10))
        .containsExactly(
            "{\"a\":1}",
            "no json object",
            "no json object",
            "no json object",
            "{\"a\":8}",
            "json object not closed");
  }

  @Test
  void whatIsNoJsonIsRefusedAndWhatIsTooLongDoesNotFillTheMemory() {
    assertThat(refused("a,b\n1,2\n")).contains("begins with 'a'", "one to a line");
    assertThat(records("", 64)).isEmpty();
    assertThat(records(" \n \n", 64)).isEmpty();
    assertThat(records("\ufeff{\"a\":1}\n", 64)).containsExactly("{\"a\":1}");
    String tooLong = "x".repeat(ByteWindow.LONGEST_RECORD + 100_000);
    assertThat(records("{\"a\":1}\n{\"a\":\"" + tooLong + "\"}\n{\"a\":3}\n", 1 << 20))
        .containsExactly("{\"a\":1}", "record too long", "{\"a\":3}");
    assertThat(refused("[{\"a\":\"" + tooLong + "\"}]")).contains("too long", "32 MiB");
  }

  private String refused(String text) {
    MillraceException refused =
        catchThrowableOfType(MillraceException.class, () -> records(text, 1 << 20));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.SOURCE_UNREADABLE);
    return String.valueOf(refused.getMessage());
  }
}
