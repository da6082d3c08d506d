package dev.millrace.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EdgesTest {
  @Test
  void countsLikeALinearSearch() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 500; round++) {
      double[] places =
          random
              .doubles(1 + random.nextInt(40), -5, 5)
              .map(place -> Math.rint(place) + 0.0)
              .distinct()
              .sorted()
              .toArray();
      Edges edges = Edges.of(places);
      for (double value = -6; value <= 6; value += 0.5) {
        double probe = value;
        assertThat(edges.countAtOrBelow(value))
            .isEqualTo((int) Arrays.stream(edges.toArray()).filter(e -> e <= probe).count());
      }
      assertThat(edges.countAtOrBelow(Double.NaN)).isZero();
      assertThat(edges.countAtOrBelow(Double.NEGATIVE_INFINITY)).isZero();
      assertThat(edges.countAtOrBelow(Double.POSITIVE_INFINITY)).isEqualTo(edges.size());
    }
  }

  @Test
  void countsLikeALinearSearchWhateverTheSpacing() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 500; round++) {
      double base = random.nextDouble(-1, 1);
      double growth = random.nextDouble(1.01, 40);
      double[] places =
          IntStream.range(0, 1 + random.nextInt(60))
              .mapToDouble(i -> base + StrictMath.pow(growth, i % 2 == 0 ? i : -i))
              .filter(place -> place < Double.POSITIVE_INFINITY)
              .sorted()
              .distinct()
              .toArray();
      Edges edges = Edges.of(places);
      for (int i = 0; i < 200; i++) {
        double place = places[random.nextInt(places.length)];
        double probe =
            i % 3 == 0 ? place : i % 3 == 1 ? Math.nextDown(place) : place * random.nextDouble(2);
        assertThat(edges.countAtOrBelow(probe))
            .isEqualTo((int) Arrays.stream(places).filter(e -> e <= probe).count());
      }
    }
    Edges widest = Edges.of(-Double.MAX_VALUE, 0, Double.MAX_VALUE);
    assertThat(widest.countAtOrBelow(-1)).isEqualTo(1);
    assertThat(widest.countAtOrBelow(1)).isEqualTo(2);
  }

  @Test
  void equalWidthCoversTheRangeAndIncreases() {
    assertThat(Edges.equalWidth(0, 10, 5).toArray()).containsExactly(0, 2, 4, 6, 8, 10);
    assertThat(Edges.equalWidth(-Double.MAX_VALUE, Double.MAX_VALUE, 4).size()).isEqualTo(5);
    assertThat(Edges.equalWidth(1, Math.nextUp(1.0), 50).toArray())
        .containsExactly(1.0, Math.nextUp(1.0));
    assertThat(Edges.equalWidth(5, 5, 10).toArray()).containsExactly(5, Math.nextUp(5.0));
    assertThat(Edges.equalWidth(Double.MAX_VALUE, Double.MAX_VALUE, 3).last())
        .isEqualTo(Double.MAX_VALUE);
    assertThat(Edges.equalWidth(-0.0, -0.0, 1).first()).isEqualTo(0.0);
  }

  @Test
  void equalFrequencyDropsRepeats() {
    assertThat(Edges.equalFrequency(1, 1, 2, 2, 2, 9).toArray()).containsExactly(1, 2, 9);
    assertThat(Edges.equalFrequency(4, 4, 4).toArray()).containsExactly(4, Math.nextUp(4.0));
  }

  @Test
  void zerosAreOneEdge() {
    assertThat(Edges.of(-0.0)).isEqualTo(Edges.of(0.0));
    assertThat(Edges.of(0.0).countAtOrBelow(-0.0)).isEqualTo(1);
  }

  @Test
  void whatIsRefused() {
    assertThatThrownBy(Edges::of).hasMessageContaining("got 0");
    assertThatThrownBy(() -> Edges.of(1, 1)).hasMessageContaining("increase strictly");
    assertThatThrownBy(() -> Edges.of(1, Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> Edges.of(Double.POSITIVE_INFINITY)).hasMessageContaining("finite");
    assertThatThrownBy(() -> Edges.equalWidth(2, 1, 3)).hasMessageContaining("low <= high");
    assertThatThrownBy(() -> Edges.equalWidth(0, Double.POSITIVE_INFINITY, 3))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> Edges.equalFrequency(2, 1)).hasMessageContaining("increase");
    assertThatThrownBy(() -> Edges.of(new double[10_001])).hasMessageContaining("10001");
  }
}
