package dev.millrace.core.release;

import static dev.millrace.testkit.store.StoreCases.ANN;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseLog;
import dev.millrace.spi.store.ReleaseRoutes;
import dev.millrace.spi.store.ReleaseTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When a version was live, decided and served. */
class LiveSpanTest {
  private static final ReleaseTarget LIVE = ReleaseTarget.production(TIPS);

  private final ReleaseLog log =
      new Recorded(
          List.of(
              epoch(1, ReleaseRoutes.all(content(1))),
              epoch(2, ReleaseRoutes.split(content(1), content(2), 500)),
              epoch(3, ReleaseRoutes.all(content(2))),
              epoch(4, ReleaseRoutes.all(content(1)))),
          List.of(served(2, 25), served(3, 33)));

  @Test
  void aSpanGoesFromTheFirstShareToTheLast() {
    assertThat(LiveSpan.of(log, PROJECT, LIVE, 2))
        .containsExactly(
            new LiveSpan(
                LIVE, at(20), Optional.of(at(25)), Optional.of(at(40)), 10_000, ANN, "epoch 2"));
  }

  @Test
  void aVersionThatComesBackHasTwo() {
    assertThat(LiveSpan.of(log, PROJECT, LIVE, 1))
        .extracting(LiveSpan::decided, LiveSpan::until, LiveSpan::served)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(at(10), Optional.of(at(30)), Optional.of(at(25))),
            org.assertj.core.groups.Tuple.tuple(at(40), Optional.empty(), Optional.empty()));
    assertThat(LiveSpan.of(log, PROJECT, LIVE, 3)).isEmpty();
  }

  private static ReleaseContent content(int version) {
    return new ReleaseContent(version, digest("s" + version), new TreeMap<>());
  }

  private static ReleaseEpoch epoch(long number, ReleaseRoutes routes) {
    return new ReleaseEpoch(
        LIVE, number, ReleaseChange.START, routes, ANN, "epoch " + number, at(number * 10));
  }

  private static EpochServed served(long epoch, long second) {
    return new EpochServed(LIVE, epoch, new NodeName("node"), at(second));
  }

  private static Instant at(long second) {
    return NOON.plusSeconds(second);
  }

  /** A log that was written before. */
  private record Recorded(List<ReleaseEpoch> epochs, List<EpochServed> told) implements ReleaseLog {
    @Override
    public List<ReleaseEpoch> current(ProjectName project) {
      return List.of(epochs.getLast());
    }

    @Override
    public List<ReleaseEpoch> list(ProjectName project, ReleaseTarget target, int limit) {
      return epochs.reversed();
    }

    @Override
    public Optional<ReleaseEpoch> at(ProjectName project, ReleaseTarget target, Instant when) {
      return epochs.reversed().stream().filter(epoch -> !epoch.at().isAfter(when)).findFirst();
    }

    @Override
    public void served(ProjectName project, EpochServed served) {
      throw new UnsupportedOperationException("this log is finished");
    }

    @Override
    public List<EpochServed> served(ProjectName project, ReleaseTarget target, long epoch) {
      return told.stream().filter(one -> one.epoch() == epoch).toList();
    }
  }
}
