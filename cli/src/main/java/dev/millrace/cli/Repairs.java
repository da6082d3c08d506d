package dev.millrace.cli;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.store.files.HomeBlobs;
import dev.millrace.store.sql.MetadataStore;
import dev.millrace.store.sql.Upkeep;
import dev.millrace.store.sql.UpkeepNote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is wrong in a home, and what mends it without losing anything: what is damaged is moved
 * aside, never deleted. Only unfinished writes that are nobody's any more go.
 */
final class Repairs {
  private static final Duration NOBODYS = Duration.ofDays(1);

  /** SQLite takes its log back into the file by itself from 4 MB on, when nobody reads. */
  private static final long LONG_LOG = 64L << 20;

  private static final String ANEW =
      "moved aside; what a run can make is made anew by the next run of its pipeline, what it"
          + " cannot comes back from a backup";

  private final OpenHome home;
  private final MetadataStore metadata;
  private final HomeBlobs blobs;
  private final Upkeep upkeep;

  Repairs(OpenHome home) {
    this.home = home;
    this.metadata = home.store().metadata();
    this.blobs = home.store().blobs();
    this.upkeep = new Upkeep(metadata.transactions());
  }

  /** Looks at everything; changes nothing. */
  List<Repair> find() {
    List<Repair> found = new ArrayList<>();
    damage(found);
    leases(found);
    contents(found);
    leftovers(found);
    log(found);
    return found;
  }

  /** Mends one thing and notes it among the events. */
  String mend(Repair repair) {
    String done = repair.mend().orElseThrow().run();
    upkeep.note(
        new UpkeepNote(
            change("doctor --repair"),
            EventAction.HOME_REPAIR,
            "home/" + repair.kind(),
            Json.members()
                .put("found", repair.found())
                .put("needs", Json.texts(repair.needs()))
                .put("done", done)
                .build()));
    return done;
  }

  private Change change(String reason) {
    return Users.change(reason, home.clock().instant());
  }

  private void damage(List<Repair> found) {
    List<String> damage = metadata.checkIntegrity();
    boolean indexesAlone =
        !damage.isEmpty()
            && damage.stream().allMatch(line -> line.contains("index ") || line.contains("Index"));
    if (indexesAlone) {
      found.add(
          new Repair(
              "index",
              damage.getFirst()
                  + (damage.size() > 1 ? " and " + (damage.size() - 1) + " more" : ""),
              List.of(),
              "every index is made anew from its table",
              Optional.of(
                  () -> {
                    metadata.rebuildIndexes();
                    List<String> left = metadata.checkIntegrity();
                    return left.isEmpty()
                        ? "indexes made anew, whole"
                        : "still: " + left.getFirst();
                  })));
    } else if (!damage.isEmpty()) {
      found.add(
          new Repair(
              "metadata",
              damage.getFirst(),
              List.of(),
              "cannot be mended: stop all processes and restore a backup (millrace restore)",
              Optional.empty()));
    }
    if (metadata.stores().events().verify() instanceof ChainCheck.Broken broken) {
      found.add(
          new Repair(
              "events",
              "event " + broken.event() + " is not as it was written: " + broken.why(),
              List.of(),
              "cannot be mended, and should not be: find out who changed it; a backup from before"
                  + " has the record",
              Optional.empty()));
    }
  }

  private void leases(List<Repair> found) {
    Instant now = home.clock().instant();
    for (Lease lease : upkeep.leases()) {
      boolean gone = Users.isGone(lease.holder().owner(), now);
      boolean elsewhere =
          !lease.holder().owner().host().equals(Users.process(now).host()) && !lease.isLive(now);
      if (gone || elsewhere) {
        found.add(
            new Repair(
                "run",
                "run "
                    + lease.holder().run().brief()
                    + " of "
                    + lease.pipeline()
                    + " holds its pipeline, and its process is gone ("
                    + lease.holder().owner()
                    + ")",
                List.of(),
                "ended as failed, its lease given back; finished stages are reused",
                Optional.of(() -> end(lease))));
      }
    }
  }

  private String end(Lease lease) {
    Change change = change("doctor --repair: its process is gone");
    metadata
        .stores()
        .runs()
        .finish(
            new Change(lease.project(), change.actor(), change.reason(), change.key(), change.at()),
            lease,
            RunEnd.failed("its process ended without a word; found by doctor"));
    return "ended as failed";
  }

  private void contents(List<Repair> found) {
    Set<Digest> there = new TreeSet<>();
    try (Stream<StoredBlob> all = blobs.list()) {
      all.map(StoredBlob::digest).forEach(there::add);
    }
    for (Digest each : there) {
      if (!blobs.verify(each)) {
        List<String> needs = upkeep.referrers(each);
        found.add(
            new Repair(
                "damaged-content",
                each.hex(),
                needs,
                ANEW,
                Optional.of(() -> "moved to " + blobs.setAside(each))));
      }
    }
    for (Digest each : upkeep.blobs()) {
      // A listing may lag behind: what it does not show is asked for.
      if (!there.contains(each) && !blobs.verify(each)) {
        found.add(
            new Repair(
                "lost-content",
                each.hex(),
                upkeep.referrers(each),
                "run the pipeline again, which makes what it can; or restore a backup",
                Optional.empty()));
      }
    }
  }

  private void leftovers(List<Repair> found) {
    Instant before = home.clock().instant().minus(NOBODYS);
    int count = blobs.leftovers(before);
    if (count > 0) {
      found.add(
          new Repair(
              "unfinished-writes",
              count + " of more than a day ago",
              List.of(),
              "removed",
              Optional.of(() -> "removed " + blobs.sweep(before))));
    }
  }

  private void log(List<Repair> found) {
    long bytes = metadata.logBytes();
    if (bytes > LONG_LOG) {
      found.add(
          new Repair(
              "long-log",
              (bytes >> 20) + " MB wait in the log of the metadata",
              List.of(),
              "taken into the file",
              Optional.of(
                  () -> {
                    metadata.shrinkLog();
                    return (metadata.logBytes() >> 20) + " MB wait now";
                  })));
    }
  }
}
