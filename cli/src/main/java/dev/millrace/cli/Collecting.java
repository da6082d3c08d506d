package dev.millrace.cli;

import dev.millrace.core.keep.CollectLock;
import dev.millrace.core.keep.CollectSettings;
import dev.millrace.core.keep.CollectionReport;
import dev.millrace.core.keep.Collector;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Locale;

/** Collections of garbage in a home: by a person, or by themselves. */
final class Collecting {
  private static final Logger LOG = System.getLogger(Collecting.class.getName());

  private final OpenHome home;
  private final CollectSettings settings;

  Collecting(OpenHome home) {
    this.home = home;
    this.settings = HomeConfig.of(home.home()).collect();
  }

  private Collector collector() {
    return new Collector(
        home.store().stores(),
        home.store().blobs(),
        home.store().blobs(),
        home.runServices().checkpoints(),
        Users.PROJECT,
        settings,
        home.home().folder());
  }

  /** What would go. */
  CollectionReport preview() {
    return collector().preview(change(Users.actor(), "preview", "preview"), Main.VERSION);
  }

  /** Collects now: CONFLICT when another collection is at work. */
  CollectionReport collect(Actor actor, String reason) {
    Path folder = home.home().folder();
    try (CollectLock lock = CollectLock.take(folder)) {
      var _ = home.store().sweep(home.clock().instant());
      return collector()
          .collect(lock, Users.nextRun().value(), key -> change(actor, reason, "collect:" + key));
    }
  }

  private Change change(Actor actor, String reason, String key) {
    return new Change(Users.PROJECT, actor, reason, key, home.clock().instant());
  }

  /** Collects when that is due; whatever becomes of it, the caller goes on. */
  void whenDue(Actor actor, String reason) {
    try {
      boolean due =
          settings
              .every()
              .filter(
                  every -> CollectLock.isDue(home.home().folder(), every, home.clock().instant()))
              .isPresent();
      if (!due) {
        return;
      }
      CollectionReport report = collect(actor, reason);
      if (report.count() > 0) {
        LOG.log(
            Level.INFO,
            String.format(
                Locale.ROOT,
                "%,d things that nothing needs were collected, %,d bytes",
                report.count(),
                report.bytes()));
      }
    } catch (MillraceException e) {
      if (e.code() != ErrorCode.CONFLICT) {
        LOG.log(Level.WARNING, "garbage is not collected now, which is tried again", e);
      }
    }
  }
}
