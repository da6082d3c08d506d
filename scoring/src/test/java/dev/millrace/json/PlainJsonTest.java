package dev.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is moved over has the value that the other reader gives it; the rest is left to that. */
class PlainJsonTest {
  private static PlainJson over(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new PlainJson(bytes, 0, bytes.length);
  }

  private static void sameNumber(String text) {
    PlainJson in = over(text);
    assertThat(in.number() && in.atEnd()).as(text).isTrue();
    Json expected = JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    Json read = in.isWhole() ? Json.of(in.whole()) : Json.of(in.real());
    assertThat(read).as(text).isEqualTo(expected);
  }

  @Test
  void numbersAreTheSameToTheLastBit() {
    List.of("0", "-0", "-0.0", "0.1", "1e5", "-1.5E-7", "41.899602111", "123456789012345678")
        .forEach(PlainJsonTest::sameNumber);
    List.of("9007199254740993.0", "0.000000000000000001", "9007199254740992.5", "5e-324", "1e22")
        .forEach(PlainJsonTest::sameNumber);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 50_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        sameNumber(JsonNumber.text(value));
      }
      sameNumber(Long.toString(random.nextLong() >> random.nextInt(5, 64)));
      sameNumber(random.nextInt(1_000_000) + "." + random.nextLong(1L << random.nextInt(1, 40)));
    }
  }

  @Test
  void whatIsNoNumberIsNotMovedOver() {
    for (String text :
        List.of("", "-", "01", "-01.5", ".5", "1.", "1.e5", "1e", "1e+", "+1", "x")) {
      PlainJson in = over(text);
      assertThat(in.number() && in.atEnd()).as(text).isFalse();
    }
    for (String text : List.of("1e999", "1234567890123456789", "NaN")) {
      assertThat(over(text).number()).as(text).isFalse();
    }
  }

  @Test
  void textsAreTheSame() {
    for (String text :
        List.of(
            "\"\"", "\"a b\"", "\"é€😀\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"")) {
      PlainJson in = over(" " + text + " ");
      assertThat(in.text() && in.atEnd()).as(text).isTrue();
      assertThat(Json.of(in.textValue()))
          .isEqualTo(JsonReader.read(text.getBytes(StandardCharsets.UTF_8)));
    }
    PlainJson name = over("\"rows\"\"r\\u006fws\"");
    assertThat(name.text() && name.isAscii()).isTrue();
    assertThat(name.isText("rows".getBytes(StandardCharsets.US_ASCII))).isTrue();
    assertThat(name.text() && !name.isAscii()).isTrue();
    assertThat(name.isText("rows".getBytes(StandardCharsets.US_ASCII))).isFalse();
    for (String text :
        List.of("\"", "\"\\\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"\n\"", "a")) {
      assertThat(over(text).text()).as(text).isFalse();
    }
  }

  @Test
  void anObjectEndsAtItsBrace() {
    String object = "{\"a\":{\"}\\\"}\":[{}]},\"b\":\"{\"}";
    PlainJson in = over(" " + object + ",");
    assertThat(in.object()).isTrue();
    assertThat(in.at()).isEqualTo(1 + object.length());
    for (String text : List.of("", "[]", "{", "{\"}", "{\"\\\"}", "{{}")) {
      assertThat(over(text).object()).as(text).isFalse();
    }
  }
}
