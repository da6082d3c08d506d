package dev.millrace.category;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published sanity vectors of xxHash, over its pseudo-random buffer of 101 bytes. */
class Xxh64Test {
  private static final long PRIME = 2654435761L;

  @ParameterizedTest
  @CsvSource({
    "0, EF46DB3751D8E999, AC75FDA2929B17EF",
    "1, 4FCE394CC88952D8, 739840CB819FA723",
    "4, 9256E58AA397AEF1, 09D5FFDFB928AB4B",
    "8, F74CB1451B32B8CF, 9C44B77FBCC302C5",
    "14, CFFA8DB881BC3A3D, 5B9611585EFCC9CB",
    "32, AF5753D39159EDEE, DCAB9233B8CA7B0F",
    "101, 0EAB543384F878AD, CAA65939306F1E21"
  })
  void publishedVectors(int length, String unseeded, String seeded) {
    byte[] buffer = sanityBuffer();
    assertThat(Xxh64.hash(buffer, 0, length, 0)).isEqualTo(Long.parseUnsignedLong(unseeded, 16));
    assertThat(Xxh64.hash(buffer, 0, length, PRIME)).isEqualTo(Long.parseUnsignedLong(seeded, 16));
  }

  @Test
  void publishedTexts() {
    assertThat(hash("a")).isEqualTo(0xD24EC4F1A98C6E5BL);
    assertThat(hash("abc")).isEqualTo(0x44BC2CF5AD770999L);
    assertThat(hash("message digest")).isEqualTo(0x066ED728FCEEB3BEL);
  }

  @Test
  void onlyTheRangeCounts() {
    byte[] buffer = sanityBuffer();
    for (int from = 0; from < 9; from++) {
      for (int length = 0; length <= 90; length++) {
        byte[] alone = Arrays.copyOfRange(buffer, from, from + length);
        assertThat(Xxh64.hash(buffer, from, length, 7)).isEqualTo(Xxh64.hash(alone, 0, length, 7));
      }
    }
  }

  private static long hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Xxh64.hash(bytes, 0, bytes.length, 0);
  }

  private static byte[] sanityBuffer() {
    byte[] buffer = new byte[101];
    int state = (int) PRIME;
    for (int i = 0; i < buffer.length; i++) {
      buffer[i] = (byte) (state >>> 24);
      state *= state;
    }
    return buffer;
  }
}
