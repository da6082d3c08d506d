package dev.millrace.core.keep;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ContentClass;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports of runs, and what processes that ended have left in the scratch folder. */
final class HomeFiles {
  private static final Pattern REPORT = Pattern.compile("([0-9a-f]{32})\\.html");

  /** An engine removes these by itself, and knows which of them are in use. */
  private static final String ENGINE = "engine-";

  private final Path reports;
  private final Path scratch;
  private final CollectSettings settings;
  private final Marked marked;

  HomeFiles(Path home, CollectSettings settings, Marked marked) {
    this.reports = home.resolve("log").resolve("reports");
    this.scratch = home.resolve("scratch");
    this.settings = settings;
    this.marked = marked;
  }

  /** A file, or a folder with all in it. */
  record Left(Path path, ContentClass kind, long bytes, Instant at) {}

  /** What nothing needs, reports first. */
  List<Left> find() {
    List<Left> found = new ArrayList<>(reports());
    found.addAll(scratch());
    return found;
  }

  private List<Left> reports() {
    List<Left> all = new ArrayList<>();
    for (Left file : list(reports, ContentClass.REPORTS)) {
      Matcher form = REPORT.matcher(String.valueOf(file.path().getFileName()));
      if (form.matches()) {
        all.add(file);
      }
    }
    all.sort(Comparator.comparing(Left::at).reversed());
    KeepRule rule = settings.rule(ContentClass.REPORTS);
    Instant oldest = marked.at().minus(rule.age());
    Set<RunId> bound = marked.bound();
    return all.stream()
        .skip(rule.count())
        .filter(file -> file.at().isBefore(oldest) && file.at().isBefore(marked.youngest()))
        .filter(file -> !bound.contains(run(file.path())))
        .toList();
  }

  private static RunId run(Path report) {
    return new RunId(String.valueOf(report.getFileName()).substring(0, 32));
  }

  private List<Left> scratch() {
    Instant oldest = marked.at().minus(settings.rule(ContentClass.SCRATCH).age());
    return list(scratch, ContentClass.SCRATCH).stream()
        .filter(file -> !String.valueOf(file.path().getFileName()).startsWith(ENGINE))
        .filter(file -> file.at().isBefore(oldest) && file.at().isBefore(marked.youngest()))
        .toList();
  }

  /**
   * Everything right in a folder, with the newest time of what is in it; links count as they are.
   */
  private static List<Left> list(Path folder, ContentClass kind) {
    List<Left> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        Measure measure = new Measure();
        Files.walkFileTree(entry, measure);
        found.add(new Left(entry, kind, measure.bytes, measure.newest));
      }
    } catch (NoSuchFileException nothingThere) {
      return found;
    } catch (IOException e) {
      throw failure(folder, e);
    }
    return found;
  }

  /** Removes it; false when it was gone already. */
  static boolean remove(Left left) {
    try {
      if (!Files.exists(left.path(), LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      FolderRemoval.remove(left.path());
      return true;
    } catch (IOException e) {
      throw failure(left.path(), e);
    }
  }

  private static MillraceException failure(Path place, IOException e) {
    return new MillraceException(
        Problem.of(ErrorCode.FILE_UNWRITABLE, "what is left over cannot be looked at or removed")
            .at(place.toString())
            .found(FileFault.words(e))
            .next("Check who may write there, and run it again: millrace gc"),
        e);
  }

  /** Bytes and newest time of all that is in a folder. What goes meanwhile is not counted. */
  private static final class Measure extends SimpleFileVisitor<Path> {
    private long bytes;
    private Instant newest = Instant.EPOCH;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      seen(attributes);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      seen(attributes);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    private void seen(BasicFileAttributes attributes) {
      Instant at = attributes.lastModifiedTime().toInstant();
      newest = at.isAfter(newest) ? at : newest;
    }
  }
}
