package dev.millrace.core.flow;

import dev.millrace.core.ingest.PinnedSourceForm;
import dev.millrace.core.ingest.SourceDiscovery;
import dev.millrace.core.trigger.SourceLook;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunQueries;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.RunSummary;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Looks at the files of a pipeline's source again and again. A file is read only when its size or
 * time of change is another than before, and the same at two looks in a row: what is being written
 * is left alone. One thread.
 */
public final class SourceWatch implements SourceLook.Eye {
  private static final Logger LOG = System.getLogger(SourceWatch.class.getName());

  /** Runs looked through for the newest one that ended. */
  private static final int LOOKED_THROUGH = 50;

  private final SourceDiscovery discovery;
  private final PipelineConfig config;
  private final RunQueries runs;
  private final ProjectName project;
  private SortedMap<Path, String> before = new TreeMap<>();
  private SortedMap<Path, String> read = new TreeMap<>();
  private Optional<String> state = Optional.empty();
  private Optional<RunSummary> lastRun = Optional.empty();
  private String trained = "";
  private boolean inTrouble;

  public SourceWatch(
      SourceDiscovery discovery, PipelineConfig config, RunQueries runs, ProjectName project) {
    this.discovery = discovery;
    this.config = config;
    this.runs = runs;
    this.project = project;
  }

  @Override
  public Optional<SourceLook> look() {
    try {
      SortedSet<Path> files = discovery.find(config.source());
      SortedMap<Path, String> now = stamps(files);
      boolean settled = now.equals(before);
      before = now;
      if (settled && !now.equals(read)) {
        state = Optional.of(name(discovery.pin(config.source(), files)));
        read = now;
      }
      inTrouble = false;
    } catch (MillraceException | IOException e) {
      if (!inTrouble) {
        LOG.log(Level.WARNING, "the source of " + config.name() + " cannot be looked at", e);
      }
      inTrouble = true;
      return Optional.empty();
    }
    return state.map(source -> new SourceLook(source, trained()));
  }

  private static SortedMap<Path, String> stamps(SortedSet<Path> files) throws IOException {
    SortedMap<Path, String> stamps = new TreeMap<>();
    for (Path file : files) {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      stamps.put(file, seen.size() + " " + seen.lastModifiedTime().toInstant());
    }
    return stamps;
  }

  /** The files and what the pipeline says: either may be the reason for another model. */
  private String name(PinnedSource source) {
    return source.digest().hex() + ":" + config.written().whole().hex();
  }

  /** What the newest run that came to an end was made of. */
  private String trained() {
    Optional<RunSummary> newest =
        runs.list(project, RunPage.newest(LOOKED_THROUGH).of(config.name())).stream()
            .filter(run -> run.status() == RunStatus.DONE || run.status() == RunStatus.REFUSED)
            .findFirst();
    if (newest.isPresent() && !newest.equals(lastRun)) {
      trained =
          runs.load(project, newest.get().run()).stages().stream()
              .filter(stage -> stage.commit().stage().equals(Stages.DISCOVER))
              .findFirst()
              .map(stage -> new PinnedSourceForm().fromJson(stage.commit().result().value()))
              .flatMap(SourceWatch::filesOf)
              .map(files -> files.digest().hex() + ":" + newest.get().config().hex())
              .orElse("");
      lastRun = newest;
    }
    return trained;
  }

  /** Without the labelled predictions, which are counted and not compared. */
  private static Optional<PinnedSource> filesOf(PinnedSource source) {
    List<SourceObject> files =
        source.objects().stream().filter(file -> !LabelledRowsFile.isOne(file.location())).toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new PinnedSource(source.format(), files));
  }
}
