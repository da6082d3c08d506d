package dev.millrace.core.keep;

import dev.millrace.core.flow.Stages;
import dev.millrace.core.ingest.PinnedSourceForm;
import dev.millrace.core.person.Person;
import dev.millrace.core.serve.compact.LogErasure;
import dev.millrace.core.serve.compact.LogErasures;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.spi.engine.Engine;
import dev.millrace.spi.engine.Narrowing;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.ErasedContent;
import dev.millrace.spi.store.Erasure;
import dev.millrace.spi.store.ErasureStep;
import dev.millrace.spi.store.ErasureStore;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.Hold;
import dev.millrace.spi.store.HoldStore;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RecordedResult;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.UsePage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Erases one person from a home in which nobody else works: first looks at everything and refuses
 * what is held; then the record's results, the log, files, and last what nothing names any more,
 * which is what the person was in. It may be killed at any point and run again: what is done is
 * left as it is.
 */
public final class Eraser {
  private static final int PAGE = 200;
  private static final int RUNS = 500;
  private static final int EVENTS = 1_000;
  private static final int DIGESTS = 50_000;

  private final Surroundings in;
  private final Person person;
  private final ErasedResult results;
  private final PersonText text;

  /**
   * What an erasure works with.
   *
   * @param log the prediction logs, their segments compacted
   * @param scratch folder of this process
   * @param checkpoints told {@code erase.looked}, {@code erase.result-replaced}, {@code
   *     erase.file-written} and {@code erase.blob-removed}, beside those of the log and the stores
   */
  public record Surroundings(
      Stores stores,
      BlobShelf blobs,
      Engine engine,
      Narrowing narrowing,
      LogErasures log,
      ProjectName project,
      Path home,
      Path scratch,
      Checkpoints checkpoints) {}

  public Eraser(Surroundings in, Person person) {
    this.in = in;
    this.person = person;
    this.results = new ErasedResult(in.blobs(), in.engine(), in.narrowing(), in.scratch(), person);
    this.text = new PersonText(person.value());
  }

  /** Looks; changes nothing. CONFLICT when a hold forbids the erasure. */
  public ErasureReport preview() {
    return report(look(), in.log().find(person), new PersonFiles(in.home(), person).find().size());
  }

  /** Erases; the report says what there was, and what remains. CONFLICT as for a preview. */
  public ErasureReport erase(Collector.Changes changes) {
    List<ErasedResult.Found> found = look();
    in.checkpoints().reached("erase.looked");
    Erasure erasure = erasures().begin(changes.of("begin"), person.column().value(), person.key());
    for (ErasedResult.Found one : found) {
      StageResult now = results.without(one);
      erasures()
          .replace(
              changes.of(one.in().digest().hex()),
              new ErasureStep(
                  one.in().digest(), now, results.contents(one, now, erasure.number())));
      in.checkpoints().reached("erase.result-replaced");
    }
    LogErasure.Found logged = in.log().erase(person);
    List<Path> files = new PersonFiles(in.home(), person).find();
    for (Path file : files) {
      new PersonFiles(in.home(), person).erase(file);
      in.checkpoints().reached("erase.file-written");
    }
    removeUnnamed();
    return report(found, logged, files.size());
  }

  private ErasureStore erasures() {
    return in.stores().keeping().erasures();
  }

  private List<ErasedResult.Found> look() {
    in.stores().keeping().holds().persons(in.project()).stream()
        .filter(hold -> hold.person().equals(Optional.of(person.key())))
        .reduce((newer, older) -> older)
        .ifPresent(
            hold -> {
              throw held(hold, person.shown());
            });
    List<ErasedResult.Found> found = new ArrayList<>();
    Optional<Digest> last = Optional.empty();
    List<RecordedResult> page = erasures().results(in.project(), last, PAGE);
    while (!page.isEmpty()) {
      page.stream().flatMap(result -> find(result).stream()).forEach(found::add);
      page = erasures().results(in.project(), Optional.of(page.getLast().digest()), PAGE);
    }
    found.forEach(this::requireFree);
    return found;
  }

  private Optional<ErasedResult.Found> find(RecordedResult result) {
    try {
      return results.find(result);
    } catch (JsonSyntaxException | IllegalArgumentException e) {
      throw new MillraceException(
          Problem.of(
                  ErrorCode.STORE_CORRUPT,
                  "a result of stage " + result.stage() + " is of a form that is not known")
              .found(result.digest())
              .next("Erase with the version of Millrace that wrote it, or a later one."),
          e);
    }
  }

  private void requireFree(ErasedResult.Found found) {
    HoldStore holds = in.stores().keeping().holds();
    Stream.concat(Stream.of(found.in().digest()), found.in().result().blobs().stream())
        .flatMap(content -> holds.holding(content).stream())
        .findFirst()
        .ifPresent(
            hold -> {
              throw held(
                  hold, "the " + found.in().stage() + " result " + found.in().digest().brief());
            });
  }

  private static MillraceException held(Hold hold, String what) {
    return Problem.of(
            ErrorCode.CONFLICT,
            what + " is held, so that nothing of this person is erased: nothing was changed")
        .found("hold " + hold.number() + " on " + hold.subject() + ": " + hold.reason())
        .next("Once the hold is no longer needed: millrace hold release " + hold.number())
        .asException();
  }

  /** Blobs that neither results nor statements name: old contents, and what dead runs wrote. */
  private void removeUnnamed() {
    DigestTable named = new DigestTable();
    Optional<Digest> last = Optional.empty();
    List<Digest> stated = in.stores().keeping().collections().stated(last, DIGESTS);
    while (!stated.isEmpty()) {
      stated.forEach(named::add);
      stated = in.stores().keeping().collections().stated(Optional.of(stated.getLast()), DIGESTS);
    }
    long next = Long.MAX_VALUE;
    while (next > 0) {
      UsePage page = in.stores().keeping().collections().uses(next, RUNS);
      page.uses().forEach(use -> use.blobs().forEach(named::add));
      next = page.next();
    }
    try (Stream<StoredBlob> all = in.blobs().list()) {
      all.filter(blob -> !named.contains(blob.digest()))
          .forEach(
              blob -> {
                if (in.blobs().delete(blob.digest())) {
                  in.checkpoints().reached("erase.blob-removed");
                }
              });
    }
  }

  private ErasureReport report(
      List<ErasedResult.Found> found, LogErasure.Found logged, long files) {
    Set<Digest> learned = learned(found);
    Set<String> models = new TreeSet<>();
    Set<String> sources = new TreeSet<>();
    List<String> remains = new ArrayList<>();
    for (ModelVersion version : versions()) {
      trained(version, learned, models, sources);
      stated(version, remains);
    }
    quoting(remains);
    return new ErasureReport(
        person.shown(),
        found.stream().mapToLong(ErasedResult.Found::rows).sum(),
        found.stream().mapToLong(ErasedResult.Found::apartRows).sum(),
        found.size(),
        logged.predictions(),
        logged.labels(),
        files,
        List.copyOf(models),
        List.copyOf(sources),
        remains);
  }

  /** Results with the person's rows, as they are now or were found to be. */
  private Set<Digest> learned(List<ErasedResult.Found> found) {
    Set<Digest> learned = new HashSet<>();
    found.stream().filter(one -> one.rows() > 0).forEach(one -> learned.add(one.in().digest()));
    Set<Long> own = new HashSet<>();
    erasures().list(in.project()).stream()
        .filter(erasure -> erasure.person().equals(person.key()))
        .forEach(erasure -> own.add(erasure.number()));
    List<ErasedContent> contents = erasures().contents(in.project());
    contents.stream()
        .filter(content -> own.contains(content.erasure()))
        .filter(content -> content.kind().equals(ErasedResult.ROWS))
        .forEach(content -> learned.add(content.now()));
    for (boolean more = true; more; ) {
      more = false;
      for (ErasedContent content : contents) {
        more |= learned.contains(content.old()) && learned.add(content.now());
      }
    }
    return learned;
  }

  private List<ModelVersion> versions() {
    List<ModelVersion> all = new ArrayList<>();
    for (RegisteredModel model : in.stores().registryQueries().listModels(in.project())) {
      all.addAll(in.stores().registryQueries().listVersions(in.project(), model.model()));
    }
    return all;
  }

  private void trained(
      ModelVersion version, Set<Digest> learned, Set<String> models, Set<String> sources) {
    LoadedRun run;
    try {
      run = in.stores().runQueries().load(in.project(), version.lineage().run());
    } catch (MillraceException unknownRun) {
      return;
    }
    boolean knew =
        run.stages().stream().anyMatch(stage -> learned.contains(stage.commit().result().digest()));
    if (knew) {
      models.add(version.model() + "/" + version.version());
      run.stages().stream()
          .filter(stage -> stage.commit().stage().equals(Stages.DISCOVER))
          .flatMap(stage -> files(stage).stream())
          .filter(file -> Files.exists(Path.of(file)))
          .forEach(sources::add);
    }
  }

  private static List<String> files(StageRecord discover) {
    try {
      return new PinnedSourceForm()
          .fromJson(discover.commit().result().value()).objects().stream()
              .map(object -> object.location())
              .toList();
    } catch (JsonSyntaxException | IllegalArgumentException ofAnotherForm) {
      return List.of();
    }
  }

  /** Scorers and statements are what a release is made of, and stay as they are. */
  private void stated(ModelVersion version, List<String> remains) {
    String name = version.model() + "/" + version.version();
    if (quotes(version.scorer())) {
      remains.add(
          "the scorer of "
              + name
              + " has the value among what it learned: train again without the person, release"
              + " that, and remove the version's releases");
    }
    for (EvidenceRecord record : in.stores().evidence().list(in.project(), version.scorer())) {
      if (quotes(record.evidence().blob())) {
        remains.add("statement " + record.evidence().kind() + " of " + name + " quotes the value");
      }
    }
  }

  private boolean quotes(Digest blob) {
    try (InputStream bytes = in.blobs().open(blob)) {
      return text.isIn(bytes.readAllBytes());
    } catch (MillraceException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Events are chained: one cannot be changed without breaking the chain. */
  private void quoting(List<String> remains) {
    long after = 0;
    List<Event> events = in.stores().events().read(in.project(), after, EVENTS);
    while (!events.isEmpty()) {
      for (Event event : events) {
        if (text.isIn(event.change().reason())
            || text.isIn(event.draft().subject())
            || text.isIn(CanonicalJson.text(event.draft().detail()))) {
          remains.add(
              "event "
                  + event.id()
                  + " quotes the value, and the record of events cannot be changed: export it,"
                  + " and begin a new home");
        }
        after = event.id();
      }
      events = in.stores().events().read(in.project(), after, EVENTS);
    }
  }
}
