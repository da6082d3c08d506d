package dev.millrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void findsTheWordThatWasMeant() {
    List<String> columns = List.of("fare", "tips", "trip_miles", "trip_seconds", "payment_type");
    assertThat(Spelling.nearest("faer", columns)).contains("fare");
    assertThat(Spelling.nearest("TIPS", columns)).contains("tips");
    assertThat(Spelling.nearest("trip_mile", columns)).contains("trip_miles");
    assertThat(Spelling.nearest("trip_second", columns)).contains("trip_seconds");
    assertThat(Spelling.nearest("paymenttype", columns)).contains("payment_type");
  }

  @Test
  void staysSilentWhenNothingIsNear() {
    assertThat(Spelling.nearest("company", List.of("fare", "tips"))).isEmpty();
    assertThat(Spelling.nearest("x", List.of("y"))).isEmpty();
    assertThat(Spelling.nearest("", List.of("a", "fare"))).isEmpty();
    assertThat(Spelling.nearest("fare", List.of())).isEmpty();
  }

  @Test
  void prefersTheSameCaseAmongEquallyNear() {
    assertThat(Spelling.nearest("Fares", List.of("fare", "Fare"))).contains("Fare");
    assertThat(Spelling.nearest("fares", List.of("Fare", "fare"))).contains("fare");
  }

  @Test
  void distanceIsZeroOnlyBetweenEqualsAndDoesNotDependOnOrder() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      String a = word(random);
      String b = word(random);
      int there = Spelling.distance(a, b, Integer.MAX_VALUE);
      assertThat(there).isEqualTo(Spelling.distance(b, a, Integer.MAX_VALUE));
      assertThat(there == 0).isEqualTo(a.equals(b));
      assertThat(there)
          .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
      int limited = Spelling.distance(a, b, 2);
      assertThat(limited > 2).isEqualTo(there > 2);
    }
  }

  @Test
  void swappedNeighboursAreOneChange() {
    assertThat(Spelling.distance("abcd", "abdc", 9)).isEqualTo(1);
    assertThat(Spelling.distance("abcd", "badc", 9)).isEqualTo(2);
  }

  private static String word(SplittableRandom random) {
    StringBuilder out = new StringBuilder();
    for (int n = random.nextInt(7); n > 0; n--) {
      out.append((char) ('a' + random.nextInt(3)));
    }
    return out.toString();
  }
}
