package dev.millrace.spi.store;

import dev.millrace.spi.id.ProjectName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was live when: every epoch of every release target. Epochs are written by machines. */
public interface ReleaseLog {
  /** The newest epoch of every target, by target. */
  List<ReleaseEpoch> current(ProjectName project);

  /**
   * Epochs of a target, newest first.
   *
   * @param limit 1 to 1,000
   */
  List<ReleaseEpoch> list(ProjectName project, ReleaseTarget target, int limit);

  /** The epoch in force at an instant, as it was decided; empty before the first. */
  Optional<ReleaseEpoch> at(ProjectName project, ReleaseTarget target, Instant when);

  /** Keeps that a node answers by an epoch; telling it again changes nothing. */
  void served(ProjectName project, EpochServed served);

  /** Which nodes began to answer by an epoch, and when, earliest first. */
  List<EpochServed> served(ProjectName project, ReleaseTarget target, long epoch);
}
