package dev.millrace.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void aQuantileIsAtMostAnEighthTooHighAndNeverTooLow() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 200; round++) {
      Latencies latencies = new Latencies();
      long[] times = new long[1 + random.nextInt(500)];
      for (int i = 0; i < times.length; i++) {
        times[i] = 1L << random.nextInt(4, 40);
        times[i] += random.nextLong(times[i]);
        latencies.add(times[i]);
      }
      Arrays.sort(times);
      double share = 0.01 + random.nextDouble() * 0.98;
      long exact = times[(int) Math.ceil(share * times.length) - 1];
      assertThat(Latencies.quantile(latencies.counts(), share))
          .isBetween(exact, exact + exact / 8 + 1);
    }
  }

  @Test
  void everyTimeHasABucket() {
    for (long nanos : new long[] {Long.MIN_VALUE, -1, 0, 1, 7, 8, 9, 1_000, Long.MAX_VALUE}) {
      int bucket = Latencies.bucket(nanos);
      assertThat(Latencies.upperEnd(bucket)).isGreaterThanOrEqualTo(Math.min(nanos, 1L << 62));
    }
    assertThat(Latencies.quantile(new Latencies().counts(), 0.99)).isZero();
  }
}
