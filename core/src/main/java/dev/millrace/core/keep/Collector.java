package dev.millrace.core.keep;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.CollectionEnd;
import dev.millrace.spi.store.CollectionEnd.Freed;
import dev.millrace.spi.store.CollectionPart;
import dev.millrace.spi.store.CondemnedResult;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.UnusedBlobs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Removes what nothing needs. A result is first offered no more, in the record, and then its blobs
 * go: whoever finds a result finds its blobs, or finds that they are gone and makes them again. It
 * may be killed at any point and run again. Runs and servers may be at work meanwhile.
 */
public final class Collector {
  private static final int MOST_THINGS = 1_000;
  private static final List<ContentClass> CLASSES = List.of(ContentClass.values());
  private static final int UNREFERENCED = CLASSES.indexOf(ContentClass.UNREFERENCED);

  private final Stores stores;
  private final BlobShelf blobs;
  private final UnusedBlobs unused;
  private final Checkpoints checkpoints;
  private final ProjectName project;
  private final CollectSettings settings;
  private final Path home;

  /**
   * A collector of one home.
   *
   * @param unused removes from {@code blobs}
   * @param checkpoints told {@code collect.marked}, {@code collect.begun}, {@code
   *     collect.blob-removed}, {@code collect.file-removed} and {@code collect.swept}, beside those
   *     of the stores
   */
  public Collector(
      Stores stores,
      BlobShelf blobs,
      UnusedBlobs unused,
      Checkpoints checkpoints,
      ProjectName project,
      CollectSettings settings,
      Path home) {
    this.stores = stores;
    this.blobs = blobs;
    this.unused = unused;
    this.checkpoints = checkpoints;
    this.project = project;
    this.settings = settings;
    this.home = home;
  }

  /** Makes changes of a collection by their keys. */
  @FunctionalInterface
  public interface Changes {
    Change of(String key);
  }

  /** The classes of blobs that may go, and what has gone so far. */
  private static final class Tally {
    private final DigestTable classes = new DigestTable();
    private final SortedMap<ContentClass, Freed> freed = new TreeMap<>();

    void add(ContentClass kind, long bytes) {
      freed.put(kind, freed.getOrDefault(kind, new Freed(0, 0)).plus(bytes));
    }

    void mayGo(Marked marked, Condemned thing) {
      thing.use().blobs().stream()
          .filter(blob -> !marked.kept().contains(blob))
          .forEach(blob -> classes.put(blob, CLASSES.indexOf(thing.kind())));
    }
  }

  /**
   * Collects, under the lock of the home.
   *
   * @param name of this collection, never used before: 1 to 64 of a-z and 0-9
   * @throws dev.millrace.error.MillraceException what the stores and the disk throw; the next
   *     collection goes on
   */
  public CollectionReport collect(CollectLock lock, String name, Changes changes) {
    Change now = changes.of(name + ":look");
    Marked marked = new Marking(stores, project, settings, now.at()).mark();
    checkpoints.reached("collect.marked");
    Tally tally = new Tally();
    begin(marked, name, changes, tally);
    checkpoints.reached("collect.begun");
    sweep(
        marked,
        tally,
        (blob, kind) -> {
          OptionalLong bytes = unused.deleteUnused(blob.digest(), marked.youngest());
          if (bytes.isPresent()) {
            tally.add(kind, bytes.getAsLong());
            checkpoints.reached("collect.blob-removed");
          }
        });
    for (HomeFiles.Left left : new HomeFiles(home, settings, marked).find()) {
      if (HomeFiles.remove(left)) {
        tally.add(left.kind(), left.bytes());
        checkpoints.reached("collect.file-removed");
      }
    }
    checkpoints.reached("collect.swept");
    if (!tally.freed.isEmpty()) {
      stores
          .keeping()
          .collections()
          .end(changes.of(name + ":end"), new CollectionEnd(name, tally.freed));
    }
    lock.done(now.at());
    return new CollectionReport(
        tally.freed.isEmpty() ? "" : name, tally.freed, List.of(), notes(marked));
  }

  private void begin(Marked marked, String name, Changes changes, Tally tally) {
    DigestTable old = new DigestTable();
    try (Stream<StoredBlob> stored = blobs.list()) {
      stored
          .filter(blob -> blob.at().isBefore(marked.youngest()))
          .forEach(blob -> old.add(blob.digest()));
    }
    // What is young yet is offered on: to withdraw it would free nothing.
    List<Condemned> all =
        marked.condemned().stream()
            .filter(thing -> thing.use().blobs().stream().anyMatch(old::contains))
            .toList();
    for (int from = 0, part = 1; from < all.size(); from += CollectionPart.MOST, part++) {
      List<Condemned> some = all.subList(from, Math.min(all.size(), from + CollectionPart.MOST));
      Set<CondemnedResult> taken =
          new HashSet<>(
              stores
                  .keeping()
                  .collections()
                  .begin(
                      changes.of(name + ":" + part),
                      new CollectionPart(
                          name, part, marked.at(), some.stream().map(Condemned::result).toList())));
      for (Condemned thing : some) {
        if (!taken.contains(thing.result())) {
          thing.use().blobs().forEach(marked.kept()::add);
        }
      }
    }
    all.forEach(thing -> tally.mayGo(marked, thing));
  }

  /** What would be collected now; changes nothing, and reads source files to say what they hold. */
  public CollectionReport preview(Change now, String revision) {
    Marked marked = new Marking(stores, project, settings, now.at()).mark();
    Tally tally = new Tally();
    marked.condemned().forEach(thing -> tally.mayGo(marked, thing));
    DigestTable sizes = new DigestTable();
    List<CollectionReport.Thing> things = new ArrayList<>();
    sweep(
        marked,
        tally,
        (blob, kind) -> {
          sizes.put(blob.digest(), blob.bytes());
          tally.add(kind, blob.bytes());
          if (kind == ContentClass.UNREFERENCED && things.size() < MOST_THINGS / 2) {
            things.add(
                new CollectionReport.Thing(
                    kind,
                    "blob " + blob.digest().brief(),
                    blob.bytes(),
                    text(Rebuild.Possible.UNKNOWN),
                    "nothing in the record names it"));
          }
        });
    for (HomeFiles.Left left : new HomeFiles(home, settings, marked).find()) {
      tally.add(left.kind(), left.bytes());
      if (things.size() < MOST_THINGS) {
        things.add(
            new CollectionReport.Thing(
                left.kind(),
                home.relativize(left.path()).toString(),
                left.bytes(),
                text(Rebuild.Possible.NO),
                left.kind() == ContentClass.REPORTS
                    ? "the run stays in the record"
                    : "it was of a process that has ended"));
      }
    }
    Rebuild rebuild = new Rebuild(stores, marked.kept(), revision);
    for (Condemned thing : marked.condemned()) {
      long bytes = bytes(thing, sizes);
      if (bytes >= 0 && things.size() < MOST_THINGS) {
        things.add(thing(thing, bytes, rebuild.of(thing)));
      }
    }
    things.sort(Comparator.comparing(CollectionReport.Thing::kind));
    return new CollectionReport("", tally.freed, things, notes(marked));
  }

  /** Of those of its blobs that would go; -1 when none is there. */
  private static long bytes(Condemned thing, DigestTable sizes) {
    long bytes = -1;
    for (Digest blob : Set.copyOf(thing.use().blobs())) {
      long size = sizes.find(blob);
      bytes = size < 0 ? bytes : Math.max(0, bytes) + size;
    }
    return bytes;
  }

  private static CollectionReport.Thing thing(Condemned thing, long bytes, Rebuild.Answer answer) {
    return new CollectionReport.Thing(
        thing.kind(),
        thing.use().stage()
            + " of "
            + thing.use().pipeline()
            + ", run "
            + thing.use().run().brief(),
        bytes,
        text(answer.possible()),
        answer.from());
  }

  private static String text(Rebuild.Possible possible) {
    return possible.name().toLowerCase(Locale.ROOT);
  }

  /** What is done with a blob that nothing needs. */
  private interface Unneeded {
    void blob(StoredBlob blob, ContentClass kind);
  }

  private void sweep(Marked marked, Tally tally, Unneeded unneeded) {
    try (Stream<StoredBlob> all = blobs.list()) {
      all.filter(blob -> !marked.kept().contains(blob.digest()))
          .filter(blob -> blob.at().isBefore(marked.youngest()))
          .forEach(
              blob -> {
                long known = tally.classes.find(blob.digest());
                int kind = known < 0 ? UNREFERENCED : (int) known;
                if (kind != UNREFERENCED || marked.rows() == Marked.Rows.FREE) {
                  unneeded.blob(blob, CLASSES.get(kind));
                }
              });
    }
  }

  private static List<String> notes(Marked marked) {
    List<String> notes = new ArrayList<>();
    if (marked.more()) {
      notes.add("there is more than is collected at once: the next collection goes on");
    }
    if (marked.rows() == Marked.Rows.HELD) {
      notes.add(
          "a person is held, so that nothing with rows in it is collected: millrace hold list");
    }
    return notes;
  }
}
