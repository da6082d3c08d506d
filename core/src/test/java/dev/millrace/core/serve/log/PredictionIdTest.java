package dev.millrace.core.serve.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.MillraceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids are unique, sort by time and read back. */
final class PredictionIdTest {
  @Test
  void textReadsBackAndSorts() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 1_000; round++) {
      PredictionId one = new PredictionId(random.nextLong(), random.nextLong());
      PredictionId other = new PredictionId(random.nextLong(), random.nextLong());
      assertThat(PredictionId.parse(one.text())).isEqualTo(one);
      assertThat(Integer.signum(one.compareTo(other)))
          .isEqualTo(Integer.signum(one.text().compareTo(other.text())));
      byte[] bytes = new byte[PredictionId.DIGITS];
      assertThat(one.write(bytes, 0)).isEqualTo(PredictionId.DIGITS);
      assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo(one.text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789ABCDEF0123456789abcdef",
        "0123456789abcdef0123456789abcdeg",
        "0123456789abcdef0123456789abcdef0"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> PredictionId.parse(text)).isInstanceOf(MillraceException.class);
  }

  @Test
  void processesThatStartInTheSameMicrosecondDoNotMeet() {
    Set<PredictionId> all = new HashSet<>();
    for (int process = 0; process < 100; process++) {
      PredictionIds ids = new PredictionIds(new SplittableRandom(process));
      for (int i = 0; i < 100; i++) {
        assertThat(all.add(ids.next(1_700_000_000_000_000L))).isTrue();
      }
    }
  }

  @Test
  void idsGrowWhenTheClockGoesBack() {
    PredictionIds ids = new PredictionIds(new SplittableRandom(3));
    List<PredictionId> made = new ArrayList<>();
    for (long micros : new long[] {1_000, 1_000, 500, 0, 999, 2_000, 1}) {
      made.add(ids.next(micros));
    }
    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made.get(5).high()).isEqualTo(2_000);
  }

  @Test
  void samplingKeepsItsShareAndTheSameIdsEverywhere() {
    PredictionIds ids = new PredictionIds(new SplittableRandom(9));
    Sampling tenth = new Sampling(0.1);
    int kept = 0;
    for (int i = 0; i < 100_000; i++) {
      PredictionId id = ids.next(i);
      kept += tenth.keeps(id) ? 1 : 0;
      assertThat(new Sampling(0.2).keeps(id) || !tenth.keeps(id)).isTrue();
      assertThat(Sampling.EVERYTHING.keeps(id)).isTrue();
    }
    // Six standard deviations of a binomial count.
    assertThat(kept).isBetween(10_000 - 570, 10_000 + 570);
  }
}
