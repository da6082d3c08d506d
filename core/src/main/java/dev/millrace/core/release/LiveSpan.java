package dev.millrace.core.release;

import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseLog;
import dev.millrace.spi.store.ReleaseRoute;
import dev.millrace.spi.store.ReleaseTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A time without a gap in which a version had a share of a target's traffic.
 *
 * @param decided when that was decided
 * @param served when the first server answered by it; empty when none said so
 * @param until when it was decided that it has no share any more; empty while it has one
 * @param share the largest it had, in ten-thousandths
 * @param actor who gave it its first share
 * @param reason why
 */
public record LiveSpan(
    ReleaseTarget target,
    Instant decided,
    Optional<Instant> served,
    Optional<Instant> until,
    int share,
    Actor actor,
    String reason) {
  private static final int MOST_EPOCHS = 1_000;

  public LiveSpan {
    Objects.requireNonNull(target);
    Objects.requireNonNull(decided);
    Objects.requireNonNull(served);
    Objects.requireNonNull(until);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(reason);
  }

  /** The spans of a version, earliest first; looks at the last 1,000 epochs of the target. */
  public static List<LiveSpan> of(
      ReleaseLog log, ProjectName project, ReleaseTarget target, int version) {
    List<LiveSpan> spans = new ArrayList<>();
    Optional<LiveSpan> open = Optional.empty();
    for (ReleaseEpoch epoch : log.list(project, target, MOST_EPOCHS).reversed()) {
      int share =
          epoch.routes().routes().stream()
              .filter(route -> route.content().version() == version)
              .mapToInt(ReleaseRoute::share)
              .findFirst()
              .orElse(0);
      if (share == 0) {
        open.ifPresent(span -> spans.add(span.until(epoch.at())));
        open = Optional.empty();
        continue;
      }
      Optional<Instant> served =
          log.served(project, target, epoch.number()).stream().findFirst().map(EpochServed::at);
      LiveSpan span =
          open.orElseGet(
              () ->
                  new LiveSpan(
                      target,
                      epoch.at(),
                      Optional.empty(),
                      Optional.empty(),
                      share,
                      epoch.actor(),
                      epoch.reason()));
      open = Optional.of(span.with(Math.max(share, span.share), span.served.or(() -> served)));
    }
    open.ifPresent(spans::add);
    return spans;
  }

  private LiveSpan until(Instant end) {
    return new LiveSpan(target, decided, served, Optional.of(end), share, actor, reason);
  }

  private LiveSpan with(int largest, Optional<Instant> first) {
    return new LiveSpan(target, decided, first, until, largest, actor, reason);
  }
}
