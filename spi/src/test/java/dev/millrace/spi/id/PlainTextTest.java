package dev.millrace.spi.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Clean text survives every encoding, and nothing else about it changes. */
class PlainTextTest {
  @Test
  void goodTextStaysTheSame() {
    for (String text : new String[] {"", "a", "ünï \ud83d\ude80", "tab\tline\n", "\uffff"}) {
      assertThat(PlainText.clean(text)).isSameAs(text);
      assertThat(PlainText.require("text", text)).isSameAs(text);
    }
  }

  @Test
  void randomTextSurvivesUtf8OnceClean() {
    SplittableRandom random = new SplittableRandom(11);
    char[] alphabet = {'a', 0, '\ud83d', '\ude80', '\ud800', '\udfff', 'é'};
    for (int round = 0; round < 2000; round++) {
      char[] chars = new char[random.nextInt(8)];
      for (int i = 0; i < chars.length; i++) {
        chars[i] = alphabet[random.nextInt(alphabet.length)];
      }
      String text = new String(chars);
      String clean = PlainText.clean(text);
      byte[] utf8 = clean.getBytes(StandardCharsets.UTF_8);
      assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(clean).doesNotContain("\0");
      assertThat(clean).hasSameSizeAs(text);
      assertThat(PlainText.clean(clean)).isSameAs(clean);
      if (!clean.equals(text)) {
        assertThatThrownBy(() -> PlainText.require("a key", text))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("a key");
      }
    }
  }
}
