package dev.millrace.core.keep;

import dev.millrace.core.flow.Stages;
import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.StageUse;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.UsePage;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Finds what is needed: what versions and statements name, what is held, what runs under way use,
 * what registered versions were made from, and what the rules keep. Goes through the record from
 * the newest run to the oldest, once. Not safe for threads.
 */
final class Marking {
  private static final int RUNS = 500;
  private static final int DIGESTS = 50_000;

  /** Blobs that one collection takes at most, so that its memory is bounded. */
  private static final int MOST_BLOBS = 200_000;

  private final Stores stores;
  private final ProjectName project;
  private final CollectSettings settings;
  private final Instant now;

  private final DigestTable kept = new DigestTable();
  private final DigestTable held = new DigestTable();
  private final DigestTable keptResults = new DigestTable();
  private final SequencedMap<Digest, Condemned> condemned = new LinkedHashMap<>();
  private final Map<Group, Set<Digest>> newest = new HashMap<>();
  private final Set<RunId> bound = new HashSet<>();
  private Set<RunId> inUse = Set.of();
  private boolean personHeld;
  private long condemnedBlobs;
  private boolean more;

  /** Things of which so many are kept. */
  private record Group(ProjectName project, PipelineName pipeline, ContentClass kind) {}

  Marking(Stores stores, ProjectName project, CollectSettings settings, Instant now) {
    this.stores = stores;
    this.project = project;
    this.settings = settings;
    this.now = now;
  }

  Marked mark() {
    Instant youngest = youngest();
    personHeld = !stores.keeping().holds().persons(project).isEmpty();
    if (settings.registered().isPresent()) {
      inUse = VersionsInUse.runs(stores, project);
    }
    all(after -> stores.keeping().collections().stated(after, DIGESTS), kept);
    all(after -> stores.keeping().holds().held(after, DIGESTS), held);
    long next = Long.MAX_VALUE;
    while (next > 0) {
      UsePage page = stores.keeping().collections().uses(next, RUNS);
      page.uses().forEach(this::look);
      next = page.next();
    }
    return new Marked(
        now,
        youngest,
        kept,
        List.copyOf(condemned.values()),
        Set.copyOf(bound),
        personHeld ? Marked.Rows.HELD : Marked.Rows.FREE,
        more);
  }

  /** What a run that lives has written is nobody's yet, however long it takes. */
  private Instant youngest() {
    Instant youngest = now.minus(settings.grace());
    for (Lease lease : stores.runQueries().listLeases(project)) {
      Instant since = lease.holder().since();
      if (lease.isLive(now) && since.isBefore(youngest)) {
        youngest = since;
      }
    }
    return youngest;
  }

  private interface Pages {
    List<Digest> after(Optional<Digest> last);
  }

  private void all(Pages pages, DigestTable into) {
    List<Digest> page = pages.after(Optional.empty());
    while (!page.isEmpty()) {
      page.forEach(
          digest -> {
            into.add(digest);
            kept.add(digest);
          });
      page = pages.after(Optional.of(page.getLast()));
    }
  }

  private void look(StageUse use) {
    ContentClass kind = kind(use.stage());
    if (use.bond() != StageUse.Bond.NONE) {
      bound.add(use.run());
    }
    if (keptResults.contains(use.result())) {
      return;
    }
    if (isNeeded(use, kind) || isAmongNewest(use, kind)) {
      keep(use);
    } else if (!condemned.containsKey(use.result())) {
      if (condemnedBlobs + use.blobs().size() > MOST_BLOBS) {
        more = true;
        keep(use);
      } else {
        condemnedBlobs += use.blobs().size();
        condemned.put(use.result(), new Condemned(use, kind));
      }
    }
  }

  private void keep(StageUse use) {
    keptResults.add(use.result());
    use.blobs().forEach(kept::add);
    Condemned other = condemned.remove(use.result());
    condemnedBlobs -= other == null ? 0 : other.use().blobs().size();
  }

  private boolean isNeeded(StageUse use, ContentClass kind) {
    boolean needed =
        switch (use.bond()) {
          case UNDER_WAY -> true;
          case REGISTERED -> registered(use, kind);
          case NONE -> false;
        };
    return needed
        || use.at().isAfter(now.minus(settings.rule(kind).age()))
        || personHeld && kind != ContentClass.SCORERS
        || held.contains(use.result())
        || use.blobs().stream().anyMatch(held::contains);
  }

  private boolean registered(StageUse use, ContentClass kind) {
    return settings.registered().isEmpty()
        || kind == ContentClass.SCORERS
        || !use.project().equals(project)
        || inUse.contains(use.run())
        || use.at().isAfter(now.minus(settings.registered().get()));
  }

  /** Results are counted once, by the newest run that used them. */
  private boolean isAmongNewest(StageUse use, ContentClass kind) {
    Set<Digest> seen =
        newest.computeIfAbsent(
            new Group(use.project(), use.pipeline(), kind), any -> new HashSet<>());
    if (seen.size() < settings.rule(kind).count()) {
      seen.add(use.result());
    }
    return seen.contains(use.result());
  }

  static ContentClass kind(StageName stage) {
    if (stage.equals(Stages.LAND)) {
      return ContentClass.CUTS;
    }
    if (stage.equals(Stages.VALIDATE)) {
      return ContentClass.QUARANTINE;
    }
    return stage.equals(Stages.TRAIN) ? ContentClass.SCORERS : ContentClass.INTERMEDIATE;
  }
}
