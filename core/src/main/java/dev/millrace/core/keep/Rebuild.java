package dev.millrace.core.keep;

import dev.millrace.core.flow.Stages;
import dev.millrace.core.ingest.PinnedSourceForm;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.digest.Digest;
import dev.millrace.error.MillraceException;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.Stores;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether something can be made again by running again, and from what. Reads source files. */
final class Rebuild {
  private final Stores stores;
  private final DigestTable kept;
  private final String revision;
  private final Map<String, Optional<Digest>> files = new HashMap<>();
  private final Map<RunId, Optional<LoadedRun>> runs = new HashMap<>();

  /**
   * An answer.
   *
   * @param from what it can be made from, or why it cannot
   */
  record Answer(Possible possible, String from) {}

  /** Whether a thing can be made again. */
  enum Possible {
    YES,
    NO,
    UNKNOWN
  }

  /**
   * @param kept blobs that stay
   * @param revision of this program
   */
  Rebuild(Stores stores, DigestTable kept, String revision) {
    this.stores = stores;
    this.kept = kept;
    this.revision = revision;
  }

  Answer of(Condemned thing) {
    Optional<LoadedRun> run = run(thing.use().project(), thing.use().run());
    if (run.isEmpty()) {
      return new Answer(Possible.UNKNOWN, "its run is not known any more");
    }
    Answer answer =
        thing.kind() == ContentClass.CUTS
            ? fromFiles(run.get())
            : fromCut(run.get()).orElseGet(() -> fromFiles(run.get()));
    return answer.possible() == Possible.YES && !run.get().summary().revision().equals(revision)
        ? new Answer(
            Possible.YES,
            answer.from()
                + ", but version "
                + run.get().summary().revision()
                + " made it, and this one may make it otherwise")
        : answer;
  }

  private Optional<LoadedRun> run(ProjectName project, RunId run) {
    return runs.computeIfAbsent(
        run,
        id -> {
          try {
            return Optional.of(stores.runQueries().load(project, id));
          } catch (MillraceException unknown) {
            return Optional.empty();
          }
        });
  }

  /** From the rows the run landed, while all of them stay. */
  private Optional<Answer> fromCut(LoadedRun run) {
    return commit(run, Stages.LAND.value())
        .map(land -> land.result().blobs())
        .filter(blobs -> blobs.stream().allMatch(kept::contains))
        .map(blobs -> new Answer(Possible.YES, "from the rows that were landed, which are kept"));
  }

  private Answer fromFiles(LoadedRun run) {
    Optional<PinnedSource> source = commit(run, Stages.DISCOVER.value()).flatMap(Rebuild::source);
    if (source.isEmpty()) {
      return new Answer(Possible.UNKNOWN, "the files of its source are not told");
    }
    List<SourceObject> objects = source.get().objects();
    for (SourceObject object : objects) {
      Optional<Digest> now = digest(object.location());
      if (now.isEmpty()) {
        return new Answer(Possible.NO, object.location() + " is gone");
      }
      if (!now.get().equals(object.digest())) {
        return new Answer(Possible.NO, object.location() + " holds something else now");
      }
    }
    return new Answer(
        Possible.YES,
        objects.size() == 1
            ? "from " + objects.getFirst().location()
            : "from " + objects.size() + " files, such as " + objects.getFirst().location());
  }

  private static Optional<PinnedSource> source(StageCommit discover) {
    try {
      return Optional.of(new PinnedSourceForm().fromJson(discover.result().value()));
    } catch (JsonSyntaxException | IllegalArgumentException ofAnotherForm) {
      return Optional.empty();
    }
  }

  /** What a file holds now; each is read once. */
  private Optional<Digest> digest(String location) {
    return files.computeIfAbsent(
        location,
        any -> {
          try {
            Path file = Path.of(location);
            return Files.isRegularFile(file)
                ? Optional.of(SourceDiscovery.pinFile(file).digest())
                : Optional.empty();
          } catch (InvalidPathException | MillraceException unreadable) {
            return Optional.empty();
          }
        });
  }

  private static Optional<StageCommit> commit(LoadedRun run, String stage) {
    return run.stages().stream()
        .map(record -> record.commit())
        .filter(commit -> commit.stage().value().equals(stage))
        .findFirst();
  }
}
