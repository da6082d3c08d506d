package dev.millrace.testkit.store;

import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseLog;
import dev.millrace.spi.store.ReleaseTarget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Epochs of release targets in memory. */
final class MemoryReleaseLog implements ReleaseLog {
  private final MemoryTables tables;

  MemoryReleaseLog(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<ReleaseEpoch> current(ProjectName project) {
    synchronized (tables) {
      return tables.epochs.entrySet().stream()
          .filter(entry -> entry.getKey().project().equals(project))
          .filter(entry -> !entry.getValue().isEmpty())
          .map(entry -> entry.getValue().getLast())
          .sorted(Comparator.comparing(ReleaseEpoch::target))
          .toList();
    }
  }

  @Override
  public List<ReleaseEpoch> list(ProjectName project, ReleaseTarget target, int limit) {
    synchronized (tables) {
      return tables.epochs(project, target).reversed().stream().limit(limit).toList();
    }
  }

  @Override
  public Optional<ReleaseEpoch> at(ProjectName project, ReleaseTarget target, Instant when) {
    synchronized (tables) {
      return tables.epochs(project, target).reversed().stream()
          .filter(epoch -> !epoch.at().isAfter(when))
          .findFirst();
    }
  }

  @Override
  public void served(ProjectName project, EpochServed served) {
    synchronized (tables) {
      if (served(project, served.target(), served.epoch()).stream()
          .noneMatch(known -> known.node().equals(served.node()))) {
        tables.served.add(new MemoryTables.InProject<>(project, served));
      }
    }
  }

  @Override
  public List<EpochServed> served(ProjectName project, ReleaseTarget target, long epoch) {
    synchronized (tables) {
      return tables.served.stream()
          .filter(entry -> entry.project().equals(project))
          .map(MemoryTables.InProject::id)
          .filter(served -> served.target().equals(target) && served.epoch() == epoch)
          .sorted(Comparator.comparing(EpochServed::at).thenComparing(EpochServed::node))
          .toList();
    }
  }
}
