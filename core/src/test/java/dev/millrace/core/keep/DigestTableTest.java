package dev.millrace.core.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigestTableTest {
  @Test
  void holdsWhatAMapHolds() {
    SplittableRandom random = new SplittableRandom(7);
    DigestTable table = new DigestTable();
    Map<Digest, Long> map = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Digest digest = digest(random.nextInt(9_000));
      long value = random.nextLong(Long.MAX_VALUE);
      table.put(digest, value);
      map.put(digest, value);
    }
    for (int i = 0; i < 10_000; i++) {
      assertThat(table.find(digest(i))).isEqualTo(map.getOrDefault(digest(i), -1L));
      assertThat(table.contains(digest(i))).isEqualTo(map.containsKey(digest(i)));
    }
    assertThat(table.size()).isEqualTo(map.size());
    assertThatThrownBy(() -> table.put(digest(1), -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void digestsOfZerosAreDigestsToo() {
    DigestTable table = new DigestTable();
    Digest zeros = new Digest("0".repeat(64));
    assertThat(table.find(zeros)).isEqualTo(-1);
    table.add(zeros);
    assertThat(table.find(zeros)).isZero();
  }

  private static Digest digest(int i) {
    return Digest.ofBytes(Integer.toString(i).getBytes(StandardCharsets.UTF_8));
  }
}
