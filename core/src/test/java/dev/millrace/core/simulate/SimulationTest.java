package dev.millrace.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Duration TIME = Duration.ofMinutes(2);

  @Test
  void nothingBreaksInAThousandRunsFullOfFailures() {
    List<Simulation.Result> results =
        LongStream.range(0, 1_000).parallel().mapToObj(SimulationTest::run).toList();
    List<String> broken = new ArrayList<>();
    results.forEach(
        result ->
            result.broken().forEach(what -> broken.add("seed " + result.seed() + ": " + what)));
    assertThat(broken).isEmpty();
    // What never happens is not tested.
    assertThat(results.stream().mapToLong(Simulation.Result::attempts).sum()).isGreaterThan(3_000);
    assertThat(results.stream().mapToInt(Simulation.Result::epochs).sum()).isGreaterThan(5_000);
    assertThat(results.stream().mapToLong(Simulation.Result::lost).sum()).isGreaterThan(100);
    assertThat(results.stream().mapToLong(Simulation.Result::labels).sum()).isGreaterThan(100_000);
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    assertThat(run(17)).isEqualTo(run(17)).isNotEqualTo(run(18));
  }

  private static Simulation.Result run(long seed) {
    return new Simulation(seed).run(TIME);
  }
}
